import type { ListenerFailureView } from '../../contracts/listeners.js'
import { Filters } from '../../database/filters.js'
import { orderById, type Page, type PageArguments, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { iso } from '../../database/rows.js'
import { Values } from '../../database/values.js'
import type { DomainEvent } from '../../domain/events/domain-event.js'

export interface FailureRow
  extends Pick<
    ListenerFailureView,
    'id' | 'listener' | 'entity' | 'entityId' | 'attempts' | 'error'
  > {
  events: DomainEvent[]
  since: Date
  nextTryAt: Date | null
}

/** The columns of a row `f` of `listener_failure`. */
export const LISTENER_FAILURE = `f.id, f.listener, f.entity, f.entity_id AS "entityId", f.events, f.attempts, f.error,
  f.since, CASE WHEN f.set_aside_at IS NULL THEN f.next_try_at END AS "nextTryAt"`

interface Query extends PageArguments {
  listener?: string | undefined
  setAside?: 'true' | 'false' | undefined
}

/** What listeners could not handle, newest first. */
export function listListenerFailures(
  db: OrganizationDb,
  { listener, setAside, ...page }: Query,
): Promise<Page<ListenerFailureView>> {
  const values = new Values()
  const filters = new Filters(values)
  filters.add(listener, (p) => `f.listener = ${p}`)
  filters.add(setAside, (p) => `(f.set_aside_at IS NOT NULL) = ${p}::boolean`)
  const named = filters.list.map((condition) => ` AND ${condition}`).join('')
  const listing = {
    order: orderById('f.id', 'DESC'),
    select: LISTENER_FAILURE,
    from: `FROM listener_failure f WHERE f.organization_id = $1${named}`,
    values: values.list,
    view: presentFailure,
  }
  return paginate(db, listing, page)
}

export function presentFailure(row: FailureRow): ListenerFailureView {
  const { events, since, nextTryAt, ...rest } = row
  return {
    ...rest,
    events: events.map(({ id, name, at }) => ({ id, name, at })),
    since: iso(since),
    nextTryAt: nextTryAt === null ? null : iso(nextTryAt),
  }
}
