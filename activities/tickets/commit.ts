import type { CommitOutcome, CommitRequest } from '../../src/domain/ticket/envelope.js'
import { oneTryUnlessAway } from '../failures.js'
import type { ActivityDeps } from '../index.js'

/** Harmless to repeat: the inbox row says whether the command was applied, under its lock. */
export function commitActivity({ db, wake }: Pick<ActivityDeps, 'db' | 'wake'>) {
  return async (request: CommitRequest): Promise<CommitOutcome> => {
    const outcome = await oneTryUnlessAway(() => db.call<CommitOutcome>('commit_tickets', request))
    if (outcome.kind === 'committed') wake()
    return outcome
  }
}
