import type { Database } from '../../src/database/pool.js'
import { refuse } from '../../src/domain/errors.js'
import { upcast } from '../../src/domain/ticket/create.js'
import type {
  CommitOutcome,
  CommitRequest,
  FamilyCommit,
} from '../../src/domain/ticket/envelope.js'
import { type Family, relativesNeeded, relativesOf } from '../../src/domain/ticket/family.js'
import { nonRetryableUnlessTransient } from '../failures.js'
import type { ActivityDeps } from '../index.js'

/** How often a family that moves under the commit is read again before the activity is retried. */
const TRIES = 20

/** Harmless to repeat: the inbox row says whether the command was applied, under its lock. */
export function commitActivity({
  db,
  notifyCommitted,
  newId,
}: Pick<ActivityDeps, 'db' | 'notifyCommitted' | 'newId'>) {
  return async (request: CommitRequest): Promise<CommitOutcome> => {
    const outcome = await nonRetryableUnlessTransient(() => commitWithFamily(db, request, newId))
    if (outcome.kind === 'committed') notifyCommitted()
    return outcome
  }
}

/** A relative that moved meanwhile is read again; only the ticket's own lag is told to its run. */
async function commitWithFamily(
  db: Database,
  request: CommitRequest,
  newId: () => string,
): Promise<CommitOutcome> {
  const { change, actor, ...rest } = request
  if (change === undefined) return commit(db, rest, [])
  const { before, part } = change
  const need = relativesNeeded(before, part)
  if (need === 'none') return commit(db, rest, [part])
  for (let tries = 0; tries < TRIES; tries += 1) {
    const family = await loadFamily(db, request, need === 'parent' ? before.parentId : null)
    const relatives = relativesOf(before, part, family, newId, actor)
    if (relatives.kind === 'refused') return relatives
    const outcome = await commit(db, rest, [part, ...relatives.parts])
    if (outcome.kind !== 'behind' || outcome.state.seq !== part.fromSeq) return outcome
  }
  refuse('unavailable', 'Its relatives move too fast; try again shortly.')
}

function commit(
  db: Database,
  request: Omit<FamilyCommit, 'parts'>,
  parts: FamilyCommit['parts'],
): Promise<CommitOutcome> {
  return db.call<CommitOutcome>('commit_tickets', { ...request, parts } satisfies FamilyCommit)
}

async function loadFamily(
  db: Database,
  { organizationId, ticketId }: CommitRequest,
  parentId: string | null,
): Promise<Family> {
  const [row] = await db
    .of(organizationId)
    .query<{ family: Family }>('SELECT load_family($1, $2, $3) AS family', [ticketId, parentId])
  if (row === undefined) throw new Error('load_family returned nothing')
  const { parent, children } = row.family
  return { parent: parent === null ? null : upcast(parent), children: children.map(upcast) }
}
