import type { AckPlan } from './ack';
import { measureAck } from './ack';
import type { BesidePlan } from './beside';
import { measureBeside } from './beside';
import type { CommandsPlan } from './commands';
import { measureCommands } from './commands';
import type { CrowdPlan } from './crowd';
import { measureCrowds } from './crowd';
import type { OfferedPlan } from './offered';
import { measureOffered } from './offered';
import type { Results } from './report';
import { markdownReport, terminalReport } from './report';
import { besideReport } from './report-beside';
import { Stage } from './stage';
import type { StartsPlan } from './starts';
import { measureStarts } from './starts';
import type { TurnsPlan } from './turns';
import { measureTurns } from './turns';

/** How much is measured. Everything stays on the loopback interface. */
interface Plan {
  readonly starts: StartsPlan;
  readonly ack: AckPlan;
  readonly beside: BesidePlan;
  readonly turns: TurnsPlan;
  readonly commands: CommandsPlan;
  readonly offered: OfferedPlan;
  readonly crowds: CrowdPlan;
}

const FULL: Plan = {
  starts: { times: 5, settleSeconds: 10, idleSeconds: 30 },
  ack: { rounds: 5, seconds: 6, warmUpSeconds: 2, connections: 32 },
  beside: { people: 500, rounds: 5, seconds: 10, warmUpSeconds: 6 },
  turns: { people: 400, rounds: 5, seconds: 8, warmUpSeconds: 6, storedEvents: 100_000 },
  commands: { people: 200, seconds: 8, warmUpSeconds: 4 },
  offered: { people: 1_500, seconds: 30, warmUpSeconds: 4, loads: [0.25, 0.5, 0.8, 1.2] },
  crowds: { sizes: [200, 1_000], seconds: 30 },
};

/** A smoke run: does the bench work? Its figures mean little. */
const QUICK: Plan = {
  starts: { times: 1, settleSeconds: 1, idleSeconds: 2 },
  ack: { rounds: 1, seconds: 2, warmUpSeconds: 1, connections: 32 },
  beside: { people: 200, rounds: 1, seconds: 5, warmUpSeconds: 2 },
  turns: { people: 200, rounds: 1, seconds: 3, warmUpSeconds: 2, storedEvents: 5_000 },
  commands: { people: 50, seconds: 3, warmUpSeconds: 2 },
  offered: { people: 500, seconds: 5, warmUpSeconds: 2, loads: [0.5, 1.2] },
  crowds: { sizes: [200], seconds: 5 },
};

/** `npm run bench`; with `-- --quick` a smoke run, with `-- --beside` only beside the bot written by hand. */
async function main(stage: Stage): Promise<void> {
  const plan = process.argv.includes('--quick') ? QUICK : FULL;
  const say = (text: string): void => console.log(text);
  say('beside a bot written by hand');
  const beside = {
    ...(await measureBeside(stage, plan.beside)),
    commands: {
      ours: await measureCommands(stage, 'ours', plan.commands),
      byHand: await measureCommands(stage, 'byHand', plan.commands),
    },
  };
  if (process.argv.includes('--beside')) {
    say(`\n${besideReport(beside)}`);
    return;
  }
  say('cold starts, idle memory and idle processor time');
  const starts = await measureStarts(stage, plan.starts);
  say('acknowledged webhooks');
  const ack = await measureAck(stage, plan.ack);
  say('full turns on an empty and on a full database');
  const turns = await measureTurns(stage, plan.turns);
  say('what people feel at offered loads');
  const offered = await measureOffered(stage, turns.fresh.perSecond, plan.offered);
  say('crowds');
  const crowds = await measureCrowds(stage, plan.crowds);
  const results: Results = { beside, starts, ack, turns, offered, crowds };
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
