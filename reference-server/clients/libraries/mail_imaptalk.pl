# Perl's Mail::IMAPTalk, asked in lines of JSON.
use strict;
use warnings;
use JSON::PP;
use MIME::Base64;
use Mail::IMAPTalk;

my $json = JSON::PP->new->latin1;
my ($client, $known);

sub check { my ($value) = @_; defined $value or die(($client ? $client->get_last_error : $@) . "\n"); return $value }

my %operations = (
    login => sub {
        my ($r) = @_;
        my %tls = (SSL_ca_file => $r->{certificate}, SSL_verify_mode => 1, SSL_verifycn_scheme => "none");
        $client = Mail::IMAPTalk->new(
            Server => $r->{host}, Port => $r->{port}, Username => $r->{user}, Password => $r->{password}, Uid => 1,
            UseSSL => $r->{tls} eq "implicit", %tls) or die "$@\n";
        return {};
    },
    list => sub {
        # A row each: the list of attributes, separator and name.
        my @boxes = grep { !grep { lc($_) eq "\\noselect" } @{$_->[0]} } @{check(scalar $client->list("", "*"))};
        return {names => [map { $_->[-1] } @boxes]};
    },
    fetch => sub {
        my ($r) = @_;
        check($client->select($r->{mailbox}));
        my $found = check($client->fetch("1:*", "(envelope bodystructure body.peek[])"));
        return {messages => [map { {octets => encode_base64($_->{body}, "")} } values %$found]};
    },
    append => sub {
        my ($r) = @_;
        check($client->append($r->{mailbox}, "(@{$r->{flags}})", {Literal => decode_base64($r->{octets})}));
        return {};
    },
    flag => sub {
        my ($r) = @_;
        check($client->select($r->{mailbox}));
        check($client->store($r->{uid}, "+flags", "(@{$r->{add}})")) if @{$r->{add}};
        check($client->store($r->{uid}, "-flags", "(@{$r->{remove}})")) if @{$r->{remove}};
        return {};
    },
    delete => sub {
        my ($r) = @_;
        check($client->select($r->{mailbox}));
        check($client->store(join(",", @{$r->{uids}}), "+flags", "(\\Deleted)"));
        check($client->expunge);
        check($client->close);
        return {};
    },
    # It hands on no news: after NOOP the flags are asked for, and the subjects of the new ones.
    look => sub {
        my ($r) = @_;
        check($client->select($r->{mailbox})) if !$known;
        check($client->noop);
        my $now = check($client->fetch("1:*", "(flags)"));
        for my $uid (keys %$now) {
            $now->{$uid}{subject} = $known->{$uid}{subject}
                // check($client->fetch($uid, "(envelope)"))->{$uid}{envelope}{Subject};
        }
        $known = $now;
        return {messages => [map { {subject => $_->{subject}, flags => $_->{flags}} } values %$now]};
    },
    logout => sub { $client->logout; return {} },
);

$| = 1;
while (my $line = <STDIN>) {
    my $request = $json->decode($line);
    my $answer = eval { $operations{$request->{do}}->($request) } || {error => "$@"};
    print $json->encode($answer), "\n";
}
