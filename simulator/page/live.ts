import { API_BASE, type LogEntry } from '../contract';
import type { ChatId } from './route';

/** What the stream tells; `open` also after a reconnection, when things may have been missed. */
export interface LiveListener {
  open?(): void;
  lost?(): void;
  chat?(chat: ChatId): void;
  clock?(): void;
  log?(entry: LogEntry): void;
}

const RETRY_MS = 2_000;

/** Listens to the simulator until the returned function is called; a dropped stream is opened again. */
export function listenLive(listener: LiveListener): () => void {
  let source: EventSource | undefined;
  let retry: number | undefined;
  let stopped = false;

  const connect = () => {
    source?.close();
    const stream = new EventSource(`${API_BASE}/stream`);
    source = stream;
    stream.addEventListener('open', () => listener.open?.());
    stream.addEventListener('error', () => {
      listener.lost?.();
      // Browsers retry a broken stream, but give up on one that was answered by an error.
      if (stream.readyState !== EventSource.CLOSED || stopped) return;
      window.clearTimeout(retry);
      retry = window.setTimeout(connect, RETRY_MS);
    });
    stream.addEventListener('chat', (event) => listener.chat?.(JSON.parse(String(event.data)) as ChatId));
    stream.addEventListener('clock', () => listener.clock?.());
    stream.addEventListener('log', (event) => listener.log?.(JSON.parse(String(event.data)) as LogEntry));
  };

  connect();
  return () => {
    stopped = true;
    window.clearTimeout(retry);
    source?.close();
  };
}
