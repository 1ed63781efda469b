import { useEffect, useState } from 'preact/hooks';
import type { SimulatorState } from '../../contract';
import { api } from '../api';
import { clockTime, daysLater, isoDay, longDay, morningOf, nextDayOfYear, shortDay, weekday } from '../dates';
import { Icon } from '../icon';
import { useTexts } from '../texts';

/** Days on which deadlines stand in the organisations' year, as month and day. */
const NOTABLE_DAYS = ['03-01', '03-31', '09-01', '09-30'];

interface TimeMachineProps {
  readonly state: SimulatorState;
  readonly onMoved: () => void;
  readonly onProblem: (problem: unknown) => void;
}

/** Today's simulated date, and the ways to another one. */
export function TimeMachine({ state, onMoved, onProblem }: TimeMachineProps) {
  const { t, language } = useTexts();
  const [isOpen, setOpen] = useState(false);
  // It lies over the chat: whoever goes to another screen is done with it.
  useEffect(() => {
    const close = () => setOpen(false);
    window.addEventListener('hashchange', close);
    return () => window.removeEventListener('hashchange', close);
  }, []);
  const now = new Date(state.now);
  const day = t('time.day', { weekday: weekday(language, now), day: longDay(language, now) });
  const hour = t('time.hour', { time: clockTime(language, now) });
  const go = (move: Promise<unknown>) => void move.then(onMoved, onProblem);

  if (!state.clockCanBeSet) return <p class="clock">{`${day} ${hour}`}</p>;
  return (
    <section class="clock" aria-label={t('time.title')}>
      <button
        type="button"
        class="clock-now"
        aria-expanded={isOpen}
        aria-controls="time-jumps"
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="calendar-clock" />
        <span class="clock-words">
          <span class="clock-label">{t('time.label')}</span>
          <span>
            {day} <span class="nowrap">{hour}</span>
          </span>
        </span>
        {state.clockIsSet && <span class="tag">{t('time.moved')}</span>}
        <Icon name={isOpen ? 'chevron-up' : 'chevron-down'} />
      </button>
      <div id="time-jumps" class="jumps" hidden={!isOpen}>
        <label class="jump-date">
          {t('time.pick')}
          <input
            type="date"
            value={isoDay(now)}
            onChange={(event) =>
              event.currentTarget.value !== '' && go(api.setClock(event.currentTarget.value))
            }
          />
        </label>
        {NOTABLE_DAYS.map((notable) => {
          const at = nextDayOfYear(now, notable);
          return (
            <button
              type="button"
              key={notable}
              title={longDay(language, morningOf(at))}
              onClick={() => go(api.setClock(at))}
            >
              {shortDay(language, morningOf(at))}
            </button>
          );
        })}
        <button type="button" onClick={() => go(api.setClock(daysLater(now, 1).toISOString()))}>
          {t('time.plusDay')}
        </button>
        <button type="button" onClick={() => go(api.setClock(daysLater(now, 7).toISOString()))}>
          {t('time.plusWeek')}
        </button>
        <button type="button" disabled={!state.clockIsSet} onClick={() => go(api.resetClock())}>
          <Icon name="rotate-ccw" /> {t('time.reset')}
        </button>
      </div>
    </section>
  );
}
