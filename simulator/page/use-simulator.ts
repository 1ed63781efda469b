import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChatState, LogEntry, SimulatorState } from '../contract';
import { api } from './api';
import { listenLive } from './live';
import { type ChatId, isSameChat } from './route';

const KEPT_LOG_ENTRIES = 300;
const CLOCK_REFRESH_MS = 30_000;

/** Everything the page shows, kept up to date. */
export interface Simulator {
  readonly state: SimulatorState | undefined;
  /** The open chat; `undefined` until it is loaded. */
  readonly chat: ChatState | undefined;
  readonly log: readonly LogEntry[];
  /** The live stream is interrupted. */
  readonly lost: boolean;
  readonly refresh: () => void;
}

/** Runs `load` so that only the newest call's answer counts. */
function newestOnly<T>(
  counter: { current: number },
  load: Promise<T>,
  show: (value: T) => void,
  fail: () => void,
) {
  const mine = ++counter.current;
  load.then(
    (value) => {
      if (mine === counter.current) show(value);
    },
    () => fail(),
  );
}

/** Loads state and open chat, and again whenever the simulator says that something changed. */
export function useSimulator(open: ChatId | undefined): Simulator {
  const [state, setState] = useState<SimulatorState>();
  const [chat, setChat] = useState<ChatState>();
  const [log, setLog] = useState<readonly LogEntry[]>([]);
  const [lost, setLost] = useState(false);
  const opened = useRef(open);
  opened.current = open;
  const [stateCalls, chatCalls] = [useRef(0), useRef(0)];

  const loadState = () => newestOnly(stateCalls, api.state(), setState, () => setLost(true));
  const loadChat = () => {
    if (opened.current === undefined) return;
    newestOnly(
      chatCalls,
      api.chat(opened.current),
      (loaded) => {
        setChat(loaded);
        loadState();
      },
      loadState,
    );
  };
  const loadLog = () => {
    void api.log(0).then(
      ({ entries }) => setLog(entries.slice(-KEPT_LOG_ENTRIES)),
      () => setLost(true),
    );
  };
  const refresh = () => (opened.current === undefined ? loadState() : loadChat());

  useEffect(() => {
    const stop = listenLive({
      open: () => {
        setLost(false);
        refresh();
        loadLog();
      },
      lost: () => setLost(true),
      chat: (changed) => (isSameChat(opened.current, changed) ? loadChat() : loadState()),
      clock: refresh,
      log: (entry) => setLog((entries) => [...entries, entry].slice(-KEPT_LOG_ENTRIES)),
    });
    const clock = window.setInterval(loadState, CLOCK_REFRESH_MS);
    return () => {
      stop();
      window.clearInterval(clock);
    };
  }, []);

  useEffect(refresh, [open?.botUserId, open?.userId]);

  const shown = open !== undefined && chat !== undefined && isSameChat(open, chat) ? chat : undefined;
  return { state, chat: shown, log, lost, refresh };
}
