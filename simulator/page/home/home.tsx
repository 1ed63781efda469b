import type { SimulatorState, Suggestion } from '../../contract';
import { Icon } from '../icon';
import { nameIn } from '../names';
import { chatHref } from '../route';
import { useTexts } from '../texts';
import { NewPerson } from './new-person';
import { PersonLink } from './person-link';

interface HomeProps {
  readonly state: SimulatorState;
  /** Opens the suggestion's chat with its text ready to be sent. */
  readonly onTry: (suggestion: Suggestion) => void;
  readonly onProblem: (problem: unknown) => void;
}

function Suggestions({ state, onTry }: Pick<HomeProps, 'state' | 'onTry'>) {
  const { t, language } = useTexts();
  const suggestions = state.suggestions.filter((each) => (each.language ?? language) === language);
  if (suggestions.length === 0) return null;
  return (
    <section class="tries" aria-labelledby="tries-title">
      <h2 id="tries-title">
        <Icon name="lightbulb" /> {t('home.tries')}
      </h2>
      <ul>
        {suggestions.map((suggestion) => {
          const { title, detail, botUserId, userId } = suggestion;
          const words = (
            <>
              <strong>{title}</strong>
              <span>{detail}</span>
            </>
          );
          return (
            <li key={title}>
              {botUserId === undefined || userId === undefined ? (
                <div class="try">{words}</div>
              ) : (
                <a class="try" href={chatHref({ botUserId, userId })} onClick={() => onTry(suggestion)}>
                  {words}
                  <Icon name="chevron-right" />
                </a>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function quotaText(channel: SimulatorState['channels'][number], t: ReturnType<typeof useTexts>['t']) {
  return channel.quota === undefined
    ? t('home.pushed', { used: channel.used })
    : t('home.quota', { used: channel.used, quota: channel.quota });
}

/** The first screen: who do you want to be today? */
export function Home({ state, onTry, onProblem }: HomeProps) {
  const { t, language } = useTexts();
  return (
    <main class="home">
      <h1>{t('home.title')}</h1>
      <p class="lead">{t('home.lead')}</p>
      <Suggestions state={state} onTry={onTry} />
      <div class="cards">
        {state.channels.map((channel) => (
          <section class="card" key={channel.botUserId} aria-labelledby={`card-${channel.botUserId}`}>
            <header>
              <Icon name="landmark" />
              <div>
                <h2 id={`card-${channel.botUserId}`}>{nameIn(language, channel)}</h2>
                <p>
                  <span class="nowrap">{channel.basicId}</span> · {quotaText(channel, t)}
                </p>
              </div>
            </header>
            <ul>
              {channel.users.map((person) => (
                <li key={person.userId}>
                  <PersonLink channel={channel} person={person} />
                </li>
              ))}
            </ul>
            <NewPerson botUserId={channel.botUserId} onProblem={onProblem} />
          </section>
        ))}
      </div>
    </main>
  );
}
