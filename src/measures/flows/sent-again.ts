import type { Actor } from '../../conversation/actor';
import { amendedStory } from '../../conversation/amending';
import type { Known } from '../../conversation/known';
import { present } from '../../core/present';
import type { Subject } from '../../speech/prompt';
import { plain, wordsOf } from '../../speech/typed';
import { lengthOf } from '../../speech/wording';
import type { ProgressEntry } from '../progress';
import type { Progress } from '../service';
import type { ProgressAnswers } from './progress-draft';

/** Letters of a message that only corrects what was sent. */
const LONGEST = 60;

/** Names a report that was just sent: the measure, and which entry. */
export function sentSubject({ id, measureId }: ProgressEntry): Subject {
  return { id: measureId, aim: id };
}

/** True for "I have sent it wrong, make it 54 people". */
export function correctsSent(typed: string): boolean {
  const compact = plain(typed);
  if (lengthOf(compact) > LONGEST) return false;
  return wordsOf('measures.words.sentWrong').some((word) => compact.includes(word));
}

/**
 * What one's own report said, to be sent anew with what is put right in it; the newer one counts. `undefined`: the
 * subject names none.
 */
export async function sentBefore(
  progress: Pick<Progress, 'historyOf'>,
  { subject, text = '' }: Known,
  actor: Actor,
): Promise<Partial<ProgressAnswers> | undefined> {
  if (subject?.aim === undefined) return undefined;
  const entries = await progress.historyOf(actor, subject.id);
  const sent = entries.find(({ id, by }) => id === subject.aim && by === actor.personId);
  if (sent === undefined) return undefined;
  const { measureId, status, output, outcome, problem, recommendation, remark } = sent;
  const evidence = sent.evidence.flatMap(({ fileId, mediaType }) =>
    fileId === undefined || mediaType === undefined ? [] : [{ fileId, mediaType }],
  );
  const result = rightIn(sent.result, text) ?? sent.result;
  return {
    ...{ measureId, status, result },
    ...(evidence.length === 0 ? {} : { evidence }),
    ...present({ output, outcome, problem, recommendation, remark }),
  };
}

/** What is wrong stands at the end: "sent by mistake, make it 54 people". */
function rightIn(result: string, typed: string): string | undefined {
  const words = typed.split(/\s+/);
  return words
    .map((_word, from) => amendedStory(result, words.slice(from).join(' ')))
    .find((right) => right !== undefined);
}
