/** Services whose answer to `GET /x` is a few lines: every path but `/` gets it. */

/** Answers GET / well, so that it starts; the rest is `body`, with request and response at hand. */
export const js = (body: string, before = ''): string => `${before}
require('node:http').createServer((request, response) => {
  if (request.url === '/') return response.end('{}');
  ${body}
}).listen(process.env.PORT);`;
export const py = (body: string, before = ''): string => `
import os, sys, time, threading, socket
from http.server import BaseHTTPRequestHandler, HTTPServer
${before}
class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/":
            self.send_response(200); self.end_headers(); return
${body.replace(/^/gm, '        ')}
HTTPServer(("", int(os.environ["PORT"])), Handler).serve_forever()
`;
