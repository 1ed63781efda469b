import type { SimulatorState } from '../../contract';
import { NewPerson } from '../home/new-person';
import { PersonLink } from '../home/person-link';
import { nameIn } from '../names';
import { type ChatId, isSameChat } from '../route';
import { useTexts } from '../texts';

interface PeoplePanelProps {
  readonly state: SimulatorState;
  readonly open: ChatId;
  readonly onProblem: (problem: unknown) => void;
}

/** Everybody one can be, beside the chat: the open chat's account first. */
export function PeoplePanel({ state, open, onProblem }: PeoplePanelProps) {
  const { t, language } = useTexts();
  const own = (channel: SimulatorState['channels'][number]) => channel.botUserId === open.botUserId;
  const channels = [...state.channels.filter(own), ...state.channels.filter((channel) => !own(channel))];
  return (
    <nav class="people" aria-label={t('people.title')}>
      {channels.map((channel) => (
        <section key={channel.botUserId}>
          <h2>{nameIn(language, channel)}</h2>
          <ul>
            {channel.users.map((person) => (
              <li key={person.userId}>
                <PersonLink
                  channel={channel}
                  person={person}
                  isOpen={isSameChat(open, { botUserId: channel.botUserId, userId: person.userId })}
                />
              </li>
            ))}
          </ul>
          {own(channel) && <NewPerson botUserId={channel.botUserId} onProblem={onProblem} />}
        </section>
      ))}
    </nav>
  );
}
