import type { SimulatorState } from '../../contract';
import { Avatar } from '../avatar';
import { hintIn, nameIn } from '../names';
import { chatHref } from '../route';
import { useTexts } from '../texts';

type Channel = SimulatorState['channels'][number];
type Person = Channel['users'][number];

interface PersonLinkProps {
  readonly channel: Channel;
  readonly person: Person;
  readonly isOpen?: boolean;
}

/** A person one can be: opens that person's chat; shows what arrived there meanwhile. */
export function PersonLink({ channel, person, isOpen = false }: PersonLinkProps) {
  const { t, language } = useTexts();
  const chat = { botUserId: channel.botUserId, userId: person.userId };
  const hint = hintIn(language, person);
  const name = nameIn(language, person);
  const below = person.unread > 0 ? (person.lastText ?? hint) : hint;
  return (
    <a class="person" href={chatHref(chat)} aria-current={isOpen ? 'page' : undefined}>
      <Avatar id={person.userId} name={name} />
      <span class="person-words">
        <span class="person-name">{name}</span>
        <span class={person.unread > 0 ? 'person-hint fresh' : 'person-hint'}>{below}</span>
      </span>
      {person.blocked && <span class="tag">{t('blocked.tag')}</span>}
      {person.unread > 0 && (
        <span class="badge">
          {person.unread}
          <span class="unseen"> {t('people.unread')}</span>
        </span>
      )}
    </a>
  );
}
