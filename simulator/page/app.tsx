import { useEffect, useRef, useState } from 'preact/hooks';
import type { Device, SimulatorState, Suggestion } from '../contract';
import { api } from './api';
import { ChatHead } from './chat/chat-head';
import { ChatScreen } from './chat/chat-screen';
import { ChatTools } from './chat/chat-tools';
import { LockScreen } from './chat/lock-screen';
import { type Language, longDay } from './dates';
import { Dialog } from './dialog';
import { Home } from './home/home';
import { TimeMachine } from './home/time-machine';
import { Icon } from './icon';
import { gist } from './messages/message';
import { nameIn } from './names';
import { LogPanel } from './panel/log-panel';
import { PeoplePanel } from './panel/people-panel';
import { chatHref, type ChatId, readRoute } from './route';
import { LanguageContext, pageText, useTexts } from './texts';
import { type Simulator, useSimulator } from './use-simulator';

const LANGUAGE_KEY = 'simulator-language';
const DEVICE_KEY = 'simulator-device';
const TOAST_MS = 4_000;

/** The chat named in the address. */
function useRoute(): ChatId | undefined {
  const [route, setRoute] = useState(readRoute(location.hash));
  useEffect(() => {
    const follow = () => setRoute(readRoute(location.hash));
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  return route;
}

/** The page's language, remembered by this browser. */
function useLanguage(): [Language, (language: Language) => void] {
  const [language, setLanguage] = useState<Language>(
    localStorage.getItem(LANGUAGE_KEY) === 'en' ? 'en' : 'th',
  );
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = pageText(language, 'title');
    localStorage.setItem(LANGUAGE_KEY, language);
  }, [language]);
  return [language, setLanguage];
}

/** The device LINE is looked at on, remembered by this browser. */
function useDevice(): [Device, (device: Device) => void] {
  const [device, setDevice] = useState<Device>(
    localStorage.getItem(DEVICE_KEY) === 'desktop' ? 'desktop' : 'phone',
  );
  useEffect(() => localStorage.setItem(DEVICE_KEY, device), [device]);
  return [device, setDevice];
}

interface Toast {
  readonly words: string;
  readonly isProblem: boolean;
}

/** One short message at the bottom, gone by itself. */
function useToast(): [Toast | undefined, (toast: Toast) => void] {
  const [toast, setToast] = useState<Toast>();
  useEffect(() => {
    if (toast === undefined) return undefined;
    const timer = window.setTimeout(() => setToast(undefined), TOAST_MS);
    return () => window.clearTimeout(timer);
  }, [toast]);
  return [toast, setToast];
}

function TopBar({ simulator, setLanguage, onProblem }: TopBarProps) {
  const { t, language } = useTexts();
  const { state, refresh } = simulator;
  return (
    <header class="top">
      <a class="brand" href="#/">
        {t('title')}
      </a>
      {state !== undefined && <TimeMachine state={state} onMoved={refresh} onProblem={onProblem} />}
      <button
        type="button"
        class="plain language"
        lang={language === 'th' ? 'en' : 'th'}
        onClick={() => setLanguage(language === 'th' ? 'en' : 'th')}
      >
        <Icon name="languages" /> {t('language.other')}
      </button>
    </header>
  );
}

interface TopBarProps {
  readonly simulator: Simulator;
  readonly setLanguage: (language: Language) => void;
  readonly onProblem: (problem: unknown) => void;
}

interface WorkplaceProps {
  readonly simulator: Simulator;
  readonly open: ChatId;
  readonly device: Device;
  readonly onDevice: (device: Device) => void;
  readonly draft: string;
  readonly onDraft: (text: string) => void;
  readonly onNotice: (notice: string) => void;
  readonly onProblem: (problem: unknown) => void;
}

function isKnown(state: SimulatorState, { botUserId, userId }: ChatId): boolean {
  const account = state.channels.find((channel) => channel.botUserId === botUserId);
  return account?.users.some((user) => user.userId === userId) ?? false;
}

/** People, chat and log side by side; on a phone the chat alone. */
function Workplace({ simulator, open, device, onDevice, onProblem, ...rest }: WorkplaceProps) {
  const { t, language } = useTexts();
  const [shown, show] = useState<'log' | 'lock'>();
  const { state, chat, log } = simulator;
  if (state === undefined) return null;
  const account = state.channels.find((channel) => channel.botUserId === open.botUserId);
  const newest = chat?.items.findLast((item) => item.from === 'bot')?.message;
  return (
    <div class="workplace">
      <PeoplePanel state={state} open={open} onProblem={onProblem} />
      <main class="phone">
        <ChatHead
          state={state}
          chat={open}
          listed={device === 'desktop' && newest !== undefined ? gist(newest, t) : undefined}
        >
          <ChatTools
            device={device}
            onDevice={onDevice}
            onLockScreen={() => show('lock')}
            onShowLog={() => show('log')}
            onBlock={chat?.blocked === true ? undefined : () => void api.block(open).catch(onProblem)}
          />
        </ChatHead>
        {chat === undefined ? (
          <p class="waiting">{t(isKnown(state, open) ? 'loading' : 'chat.none')}</p>
        ) : (
          <ChatScreen
            key={chatHref(chat)}
            state={state}
            chat={chat}
            device={device}
            onProblem={onProblem}
            {...rest}
          />
        )}
      </main>
      <aside class="log-side" aria-label={t('log.title')}>
        <h2>{t('log.title')}</h2>
        <LogPanel entries={log} botUserId={open.botUserId} />
      </aside>
      {shown === 'log' && (
        <Dialog title={t('log.title')} onClose={() => show(undefined)} wide>
          <LogPanel entries={log} botUserId={open.botUserId} />
        </Dialog>
      )}
      {shown === 'lock' && (
        <LockScreen
          items={chat?.items ?? []}
          accountName={account === undefined ? '' : nameIn(language, account)}
          onClose={() => show(undefined)}
        />
      )}
    </div>
  );
}

/** The whole page. */
export function App() {
  const open = useRoute();
  const [language, setLanguage] = useLanguage();
  const [device, setDevice] = useDevice();
  const [toast, setToast] = useToast();
  const [drafts, setDrafts] = useState<Readonly<Record<string, string>>>({});
  const simulator = useSimulator(open);
  const languageNow = useRef(language);
  languageNow.current = language;

  const setDraft = (chat: ChatId, text: string) => setDrafts((all) => ({ ...all, [chatHref(chat)]: text }));
  const onProblem = (problem: unknown) => {
    const reason = problem instanceof Error ? problem.message : String(problem);
    setToast({ words: pageText(languageNow.current, 'problem', { reason }), isProblem: true });
  };
  const onTry = ({ botUserId, userId, say, moveTo }: Suggestion) => {
    if (botUserId !== undefined && userId !== undefined && say !== undefined)
      setDraft({ botUserId, userId }, say);
    if (moveTo === undefined || simulator.state?.clockCanBeSet !== true) return;
    const day = longDay(language, new Date(moveTo));
    const told = () => setToast({ words: pageText(language, 'time.sent', { day }), isProblem: false });
    api.setClock(moveTo).then(told, onProblem);
  };

  return (
    <LanguageContext.Provider value={language}>
      <TopBar simulator={simulator} setLanguage={setLanguage} onProblem={onProblem} />
      {simulator.lost && (
        <p class="lost" role="status">
          {pageText(language, 'lost')}
        </p>
      )}
      {simulator.state === undefined && <p class="waiting">{pageText(language, 'loading')}</p>}
      {simulator.state !== undefined && open === undefined && (
        <Home state={simulator.state} onTry={onTry} onProblem={onProblem} />
      )}
      {open !== undefined && (
        <Workplace
          simulator={simulator}
          open={open}
          device={device}
          onDevice={setDevice}
          draft={drafts[chatHref(open)] ?? ''}
          onDraft={(text) => setDraft(open, text)}
          onNotice={(words) => setToast({ words, isProblem: false })}
          onProblem={onProblem}
        />
      )}
      <div class="toast-place" role="status">
        {toast !== undefined && <p class={toast.isProblem ? 'toast problem' : 'toast'}>{toast.words}</p>}
      </div>
    </LanguageContext.Provider>
  );
}
