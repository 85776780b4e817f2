# Ruby's net/imap, asked in lines of JSON.
require 'json'
require 'net/imap'
require 'openssl'

$known = nil  # of the mailbox that is looked at: messages in the order of their numbers

def described(message)
  subject = message.attr['BODY[HEADER.FIELDS (SUBJECT)]'].strip.delete_prefix('Subject: ')
  {flags: message.attr['FLAGS'].map { |flag| flag.is_a?(Symbol) ? "\\#{flag}" : flag }, subject: subject}
end

def watch
  $client.add_response_handler do |response|
    next unless $known && response.is_a?(Net::IMAP::UntaggedResponse)
    case response.name
    when 'EXPUNGE' then $known.delete_at(response.data - 1)
    when 'EXISTS' then $exists = response.data
    when 'FETCH'
      flags = response.data.attr['FLAGS']
      at = response.data.seqno - 1
      $known[at][:flags] = flags.map { |flag| "\\#{flag}" } if flags && $known[at]
    end
  end
end

OPERATIONS = {
  'login' => lambda do |r|
    tls = {ca_file: r['certificate'], verify_mode: OpenSSL::SSL::VERIFY_PEER}
    $client = Net::IMAP.new(r['host'], port: r['port'], ssl: r['tls'] == 'implicit' ? tls : false)
    $client.starttls(tls) if r['tls'] == 'starttls'
    $client.login(r['user'], r['password'])
    watch
    {}
  end,
  'list' => lambda do |_|
    boxes = $client.list('', '*').reject { |box| box.attr.include?(:Noselect) || box.attr.include?(:Nonexistent) }
    {names: boxes.map { |box| Net::IMAP.decode_utf7(box.name) }}
  end,
  'fetch' => lambda do |r|
    $client.select(Net::IMAP.encode_utf7(r['mailbox']))
    messages = $client.uid_search(['ALL']).map do |uid|
      $client.uid_fetch(uid, ['ENVELOPE', 'BODYSTRUCTURE', 'BODY.PEEK[]'])[0].attr['BODY[]']
    end
    {messages: messages.map { |octets| {octets: [octets].pack('m0')} }}
  end,
  'append' => lambda do |r|
    flags = r['flags'].map { |flag| flag.delete_prefix('\\').to_sym }
    $client.append(Net::IMAP.encode_utf7(r['mailbox']), r['octets'].unpack1('m0'), flags)
    {}
  end,
  'flag' => lambda do |r|
    $client.select(Net::IMAP.encode_utf7(r['mailbox']))
    {'add' => '+FLAGS', 'remove' => '-FLAGS'}.each do |key, item|
      flags = r[key].map { |flag| flag.delete_prefix('\\').to_sym }
      $client.uid_store(r['uid'], item, flags) unless flags.empty?
    end
    {}
  end,
  'delete' => lambda do |r|
    $client.select(Net::IMAP.encode_utf7(r['mailbox']))
    $client.uid_store(r['uids'], '+FLAGS', [:Deleted])
    $client.expunge
    $client.close
    {}
  end,
  # The first time all are asked for; later its response handlers tell what has changed, and only the new ones are.
  'look' => lambda do |r|
    items = ['FLAGS', 'BODY.PEEK[HEADER.FIELDS (SUBJECT)]']
    if $known.nil?
      $client.select(Net::IMAP.encode_utf7(r['mailbox']))
      $known = $client.fetch(1..-1, items).map { |message| described(message) }
    else
      $exists = nil
      $client.noop
      if $exists && $exists > $known.length
        $client.fetch(($known.length + 1)..-1, items).each { |message| $known << described(message) }
      end
    end
    {messages: $known}
  end,
  'logout' => lambda do |_|
    $client.logout
    $client.disconnect
    {}
  end,
}.freeze

$stdout.sync = true
$stdin.each_line do |line|
  request = JSON.parse(line)
  begin
    answer = OPERATIONS[request['do']].call(request)
  rescue Net::IMAP::Error, SystemCallError, OpenSSL::SSL::SSLError, IOError => e
    answer = {error: "#{e.class}: #{e.message}"}
  end
  puts JSON.generate(answer)
end
