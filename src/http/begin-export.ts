import type { Context } from 'hono'
import { findLongOperation } from '../read/operations/find-long.js'
import { beginOperation, type NewOperation } from '../write/operations/begin.js'
import { type AppDeps, type AppEnv, currentInstant } from './env.js'

/** Begins what makes a file, so often an hour; asked for again under the same key it costs nothing. It answers its id. */
export async function beginExport(
  c: Context<AppEnv>,
  deps: AppDeps,
  asked: Pick<NewOperation, 'kind' | 'input'> & {
    audited: (id: string) => NewOperation['audited']
  },
): Promise<string> {
  const { person, organizationId } = c.get('caller')
  const id = c.get('workId')
  const isKnown = (await findLongOperation(c.get('db'), person, id)) !== undefined
  if (!isKnown) await deps.budgets.exports(c, person.id)
  await beginOperation(deps.db, {
    ...{ organizationId, id, requestedById: person.id },
    ...{ origin: c.get('origin'), at: currentInstant(deps) },
    ...asked,
    audited: asked.audited(id),
  })
  deps.notifyCommitted()
  return id
}
