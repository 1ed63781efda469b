import type { Request, RequestHandler, Response } from 'express';
import type { Faults, LogEntry } from './contract';
import { newRequestId } from './ids';
import type { Channel } from './state';
import type { World } from './world';

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-xss-protection': '1; mode=block',
  'cache-control': 'no-cache, no-store, max-age=0, must-revalidate',
  pragma: 'no-cache',
  expires: '0',
};

function logCall(world: World, req: Request, res: Response, requestId: string, at: Date): void {
  const channel = res.locals.channel as Channel | undefined;
  const warnings = res.locals.warnings as string[] | undefined;
  const entry: LogEntry = {
    kind: 'call',
    at: at.toISOString(),
    ...(channel && { botUserId: channel.config.botUserId }),
    method: req.method,
    path: req.originalUrl.split('?')[0] ?? '',
    status: res.writableFinished ? res.statusCode : 0,
    requestId,
    ...(warnings !== undefined && warnings.length > 0 && { warnings }),
  };
  if (res.locals.hangs !== true) world.callsUnderWay -= 1;
  world.journal.write(entry);
}

/** Does the trouble that was ordered; true: the call goes no further. */
function makeTrouble(world: World, fault: Faults['api'][number], req: Request, res: Response): boolean {
  switch (fault.kind) {
    case 'status':
      res.status(fault.status ?? 500).json({ message: fault.message ?? 'Internal server error' });
      return true;
    case 'timeout': {
      // Nothing is ever answered; closing the simulator cuts the connection. Nobody waits for such a call.
      res.locals.hangs = true;
      world.callsUnderWay -= 1;
      const cut = () => req.socket.destroy();
      world.closing.signal.addEventListener('abort', cut);
      res.on('close', () => world.closing.signal.removeEventListener('abort', cut));
      return true;
    }
    case 'cut':
      req.socket.destroy();
      return true;
    case 'accept-then-cut':
      res.end = (() => {
        req.socket.destroy();
        return res;
      }) as typeof res.end;
      return false;
  }
}

/** What every API call meets first: its request id, the headers of the platform, the log, and ordered trouble. */
export function prelude(world: World): RequestHandler {
  return (req, res, next) => {
    const requestId = newRequestId();
    const at = world.clock.now();
    res.set({ ...HEADERS, 'x-line-request-id': requestId });
    world.callsUnderWay += 1;
    res.on('close', () => logCall(world, req, res, requestId, at));
    const fault = world.faults.takeForCall(req.originalUrl.split('?')[0] ?? '');
    if (fault === undefined || !makeTrouble(world, fault, req, res)) next();
  };
}
