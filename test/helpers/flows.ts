import type { AnyFlow } from '../../src/conversation/flow';
import { anyFlow } from '../../src/conversation/flow';
import type { FlowContext } from '../conversation/all-flows';
import { rating, request, TICKETS } from '../conversation/sample-flows';
import { telling } from '../conversation/telling-flow';
import { CITIZEN } from './chat';

export interface FlowUnderTest {
  flow: AnyFlow;
  contexts: readonly FlowContext[];
}

/** Every flow of the product with its people: the all-flows suite walks through each of them. */
export function allFlowsForTests(): readonly FlowUnderTest[] {
  return [
    { flow: anyFlow(request()), contexts: [{ as: CITIZEN }] },
    { flow: anyFlow(rating()), contexts: [{ as: CITIZEN, own: TICKETS.map(({ label }) => label) }] },
    { flow: anyFlow(telling()), contexts: [{ as: CITIZEN }] },
  ];
}
