# Perl's Mail::IMAPClient, asked in lines of JSON.
use strict;
use warnings;
use JSON::PP;
use MIME::Base64;
use Mail::IMAPClient;

my $json = JSON::PP->new->latin1;
my ($client, $known);

sub check { my ($value) = @_; defined $value or die(($client ? $client->LastError : $@) . "\n"); return $value }

sub described {
    my ($uid) = @_;
    return {uid => $uid, subject => $client->get_header($uid, "Subject"), flags => [$client->flags($uid)]};
}

my %operations = (
    login => sub {
        my ($r) = @_;
        my @tls = (SSL_ca_file => $r->{certificate}, SSL_verify_mode => 1, SSL_verifycn_scheme => "none");
        $client = Mail::IMAPClient->new(
            Server => $r->{host}, Port => $r->{port}, Uid => 1, Peek => 1, Timeout => 30,
            ($r->{tls} eq "implicit" ? (Ssl => \@tls) : ()),
            ($r->{tls} eq "starttls" ? (Starttls => \@tls) : ())) or die "$@\n";
        $client->User($r->{user});
        $client->Password($r->{password});
        check($client->login);
        return {};
    },
    list => sub { return {names => [$client->folders]} },
    fetch => sub {
        my ($r) = @_;
        check($client->select($r->{mailbox}));
        my @octets = map { check($client->message_string($_)) } $client->messages;
        return {messages => [map { {octets => encode_base64($_, "")} } @octets]};
    },
    append => sub {
        my ($r) = @_;
        check($client->append_string($r->{mailbox}, decode_base64($r->{octets}), join(" ", @{$r->{flags}})));
        return {};
    },
    flag => sub {
        my ($r) = @_;
        check($client->select($r->{mailbox}));
        check($client->set_flag($_ =~ s/^\\//r, $r->{uid})) for @{$r->{add}};
        check($client->unset_flag($_ =~ s/^\\//r, $r->{uid})) for @{$r->{remove}};
        return {};
    },
    delete => sub {
        my ($r) = @_;
        check($client->select($r->{mailbox}));
        check($client->delete_message(@{$r->{uids}}));
        check($client->expunge);
        check($client->close);
        return {};
    },
    # It hands on no news: after NOOP the UIDs and flags are asked for, and the subjects of the new ones.
    look => sub {
        my ($r) = @_;
        if (!$known) {
            check($client->select($r->{mailbox}));
            $known = {};
        }
        check($client->noop);
        my %now = map { $_ => $known->{$_} || described($_) } $client->messages;
        my $flags = check(scalar $client->fetch_hash("FLAGS"));
        $now{$_}{flags} = [split " ", $flags->{$_}{FLAGS}] for keys %now;
        $known = \%now;
        return {messages => [values %now]};
    },
    logout => sub { $client->logout; return {} },
);

$| = 1;
while (my $line = <STDIN>) {
    my $request = $json->decode($line);
    my $answer = eval { $operations{$request->{do}}->($request) } || {error => "$@"};
    print $json->encode($answer), "\n";
}
