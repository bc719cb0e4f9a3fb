// Somebody who gets alerts: a webhook receiver that keeps what it is sent.

import { createServer } from "node:http";

/** @returns a receiver with its `url`, the `messages` so far, and `close` */
export async function startReceiver() {
  const messages = [];
  const listener = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk) => { body += chunk; });
    request.on("end", () => {
      messages.push(JSON.parse(body));
      response.writeHead(204).end();
    });
  });
  await new Promise((resolve, reject) => {
    listener.once("error", reject);
    listener.listen(0, "127.0.0.1", resolve);
  });
  const close = () => {
    listener.closeAllConnections();
    return new Promise((resolve) => listener.close(resolve));
  };
  return { url: `http://127.0.0.1:${listener.address().port}/`, messages, close };
}
