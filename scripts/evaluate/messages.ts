import { z } from 'zod';
import { INTENTS } from '../../src/understanding/intents';
import { understand } from '../../src/understanding/understand';
import type { Evaluation } from './subject';
import { readRows } from './subject';

const shape = z.strictObject({
  text: z.string(),
  /** What is right; where it is left out the case is answered and not judged. */
  intent: z.enum(INTENTS).optional(),
  /** Of a complaint; carried along, the intent is not told by it. */
  category: z.string().optional(),
});

/** What somebody wants who simply writes, with precision and recall of each intent. */
export const evaluateMessages: Evaluation = {
  answers: (cases) =>
    readRows(cases, shape).map(({ text, intent: expected, category }) => {
      const { intent, confidence, sure } = understand(text);
      return { text, expected, category, intent, confidence, sure };
    }),
  figures: (cases) => {
    const judged = readRows(cases, shape).flatMap(({ text, intent }) =>
      intent === undefined ? [] : [{ expected: intent, ...understand(text) }],
    );
    const right = judged.filter(({ expected, intent }) => expected === intent);
    const sure = judged.filter((each) => each.sure);
    const rightly = right.filter((each) => each.sure);
    return [
      ...INTENTS.flatMap((intent) => {
        const hits = right.filter((each) => each.intent === intent).length;
        const taken = judged.filter((each) => each.intent === intent).length;
        const there = judged.filter(({ expected }) => expected === intent).length;
        return taken + there === 0
          ? []
          : [`${intent}: precision ${hits} of ${taken}, recall ${hits} of ${there}`];
      }),
      `all: ${right.length} of ${judged.length}`,
      `without asking back: ${rightly.length} of ${sure.length}`,
    ];
  },
};
