// Requests in lines of JSON, {do: NAME, ...}, each answered by a line: what the operation gives, or {error}.
const readline = require('node:readline');

exports.serve = async (operations, told = error => String(error.message)) => {
  for await (const line of readline.createInterface({input: process.stdin})) {
    const request = JSON.parse(line);
    let answer;
    try {
      answer = (await operations[request.do](request)) || {};
    } catch (error) {
      answer = {error: told(error)};
    }
    console.log(JSON.stringify(answer));
  }
  process.exit(0);
};
