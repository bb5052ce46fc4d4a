import { setCurrentDetails, uuid4 } from '@temporalio/workflow'
import type { ScheduledKind } from '../../src/domain/schedule.js'
import { beginScheduledRetention, beginScheduledSync } from '../proxies.js'

export interface ScheduledInput {
  organizationId: string
  kind?: ScheduledKind
}

/** At the admin's own times, or at night. What it begins has a run of its own, as has what somebody asks for. */
export async function scheduled({ organizationId, kind }: ScheduledInput): Promise<void> {
  if (kind === 'retention') {
    const begun = await beginScheduledRetention({ organizationId, nightId: uuid4() })
    setCurrentDetails(`Policies that are being carried out: ${begun}.`)
    return
  }
  const hasBegun = await beginScheduledSync({ organizationId, syncId: uuid4() })
  setCurrentDetails(hasBegun ? 'A sync has begun.' : 'One runs already, or none is wanted.')
}
