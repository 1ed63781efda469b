import type { RequestHandler } from 'express';
import type { World } from './world';

const HEARTBEAT_MS = 15_000;

/** Server-sent events: what happens, as it happens, until the page leaves or the simulator closes. */
export function openStream(world: World): RequestHandler {
  return (_req, res) => {
    res.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    res.write('retry: 1000\n\n');
    const tell = (event: string) => (data: unknown) => {
      res.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    };
    const stops = (['chat', 'clock', 'log'] as const).map((name) => world.journal.on(name, tell(name)));
    const heartbeat = setInterval(() => res.write(': here\n\n'), HEARTBEAT_MS);
    const end = () => res.end();
    world.closing.signal.addEventListener('abort', end);
    res.on('close', () => {
      clearInterval(heartbeat);
      for (const stop of stops) stop();
      world.closing.signal.removeEventListener('abort', end);
    });
  };
}
