import { measureAck } from './ack';
import type { AckPlan } from './ack';
import { markdownReport, terminalReport } from './report';
import { Stage } from './stage';
import { measureStarts } from './starts';
import type { StartsPlan } from './starts';
import { measureTurns } from './turns';
import type { TurnsPlan } from './turns';

/** How much is measured. Everything stays on the loopback interface. */
interface Plan {
  readonly ack: AckPlan;
  readonly turns: TurnsPlan;
  readonly starts: StartsPlan;
}

const FULL: Plan = {
  ack: { rounds: 5, seconds: 6, warmUpSeconds: 2, connections: 32 },
  turns: { people: 50, rounds: 5, seconds: 6, warmUpSeconds: 4, storedEvents: 100_000 },
  starts: { times: 5, idleSeconds: 30 },
};

/** A smoke run: does the bench work? Its figures mean little. */
const QUICK: Plan = {
  ack: { rounds: 1, seconds: 2, warmUpSeconds: 1, connections: 32 },
  turns: { people: 50, rounds: 1, seconds: 3, warmUpSeconds: 2, storedEvents: 5_000 },
  starts: { times: 1, idleSeconds: 2 },
};

/** `npm run bench`; with `-- --quick` a smoke run. */
async function main(stage: Stage): Promise<void> {
  const plan = process.argv.includes('--quick') ? QUICK : FULL;
  const say = (text: string): void => console.log(text);
  say('1/3 cold starts and idle memory');
  const starts = await measureStarts(stage, plan.starts);
  say('2/3 acknowledged webhooks');
  const ack = await measureAck(stage, plan.ack);
  say('3/3 full turns');
  const turns = await measureTurns(stage, plan.turns);
  const results = { ack, turns, starts };
  say(`\n${terminalReport(results)}\n\nFor the README:\n\n${markdownReport(results)}`);
}

const stage = new Stage();
let isInterrupted = false;
const interrupted = (): void => {
  isInterrupted = true;
  void stage.close().finally(() => process.exit(130));
};
process.once('SIGINT', interrupted);
process.once('SIGTERM', interrupted);
main(stage)
  .catch((error: unknown) => {
    // What was cut off by Ctrl-C complains for no other reason.
    if (!isInterrupted) console.error(error);
    process.exitCode = 1;
  })
  .finally(() => stage.close())
  .then(
    () => process.exit(),
    () => process.exit(1),
  );
