import type { SimulatorState } from '../../contract';
import { api } from '../api';
import { Avatar } from '../avatar';
import { Icon } from '../icon';
import { chatHref, type ChatId } from '../route';
import { useTexts } from '../texts';

interface ChatHeadProps {
  readonly state: SimulatorState;
  readonly chat: ChatId;
  readonly isBlocked: boolean;
  readonly onShowLog: () => void;
  readonly onProblem: (problem: unknown) => void;
}

/** The line above the chat: whose account this is, who one is, and the quick way to be somebody else. */
export function ChatHead({ state, chat, isBlocked, onShowLog, onProblem }: ChatHeadProps) {
  const { t } = useTexts();
  const account = state.channels.find((channel) => channel.botUserId === chat.botUserId);
  const name = account?.displayName ?? '';
  return (
    <header class="chat-head">
      <a class="plain back" href="#/" aria-label={t('home.back')}>
        <Icon name="arrow-left" />
      </a>
      <Avatar id={chat.botUserId} name={name} />
      <div class="chat-who">
        <h1>{name}</h1>
        <label class="be">
          <Icon name="circle-user" />
          <span class="unseen">{t('people.be')}</span>
          <select
            value={chatHref(chat)}
            onChange={(event) => {
              location.hash = event.currentTarget.value;
            }}
          >
            {state.channels.map((channel) => (
              <optgroup label={channel.displayName} key={channel.botUserId}>
                {channel.users.map(({ userId, displayName, unread }) => (
                  <option key={userId} value={chatHref({ botUserId: channel.botUserId, userId })}>
                    {unread > 0 ? `${displayName} (${unread})` : displayName}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </label>
      </div>
      {!isBlocked && (
        <button
          type="button"
          class="plain"
          aria-label={t('blocked.block')}
          title={t('blocked.block')}
          onClick={() => void api.block(chat).catch(onProblem)}
        >
          <Icon name="ban" />
        </button>
      )}
      <button
        type="button"
        class="plain show-log"
        aria-label={t('log.title')}
        title={t('log.title')}
        onClick={onShowLog}
      >
        <Icon name="scroll-text" />
      </button>
    </header>
  );
}
