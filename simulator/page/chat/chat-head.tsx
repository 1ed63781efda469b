import type { ComponentChildren } from 'preact';
import type { SimulatorState } from '../../contract';
import { Avatar } from '../avatar';
import { Icon } from '../icon';
import { nameIn } from '../names';
import { chatHref, type ChatId } from '../route';
import { useTexts } from '../texts';

interface ChatHeadProps {
  readonly state: SimulatorState;
  readonly chat: ChatId;
  /** What the chat list of a computer says of it; absent on a phone, which shows one chat alone. */
  readonly listed: string | undefined;
  readonly children: ComponentChildren;
}

/** The line above the chat: whose account this is, who one is, and the quick way to be somebody else. */
export function ChatHead({ state, chat, listed, children }: ChatHeadProps) {
  const { t, language } = useTexts();
  const account = state.channels.find((channel) => channel.botUserId === chat.botUserId);
  const name = account === undefined ? '' : nameIn(language, account);
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
              <optgroup label={nameIn(language, channel)} key={channel.botUserId}>
                {channel.users.map((person) => (
                  <option
                    key={person.userId}
                    value={chatHref({ botUserId: channel.botUserId, userId: person.userId })}
                  >
                    {nameIn(language, person)}
                    {person.unread > 0 && ` (${person.unread})`}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </label>
        {listed !== undefined && <p class="listed">{t('device.listed', { words: listed })}</p>}
      </div>
      {children}
    </header>
  );
}
