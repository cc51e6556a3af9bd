// The system under test: the local one started here, or one that already runs at PORTAL_URL.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import net from 'node:net';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Filling the demo region takes its time on a busy machine. */
const PATIENCE_MS = 180_000;

/** Starts `local` on a free port with nothing kept, and answers with its address and a way to stop it. */
export async function start() {
  if (process.env.PORTAL_URL) return { url: process.env.PORTAL_URL, stop: async () => {} };
  const binary = process.env.LOCAL_BIN ?? `${ROOT}target/debug/local`;
  const port = await freePort();
  const child = spawn(binary, ['--port', String(port)], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code));
  });
  const url = `http://127.0.0.1:${port}`;
  await Promise.race([answers(url), ended.then((code) => { throw new Error(`${binary} ended with ${code}`); })]);
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Waits until the portal answers and has services: the demo region is filled after the port opens. */
async function answers(url) {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    const answer = await fetch(`${url}/register`).catch(() => null);
    if (answer?.ok && (await answer.text()).includes('<details>')) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`${url} did not answer with a filled register in ${PATIENCE_MS / 1000} s`);
}

async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
