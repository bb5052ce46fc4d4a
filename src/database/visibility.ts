import { type VisibilityScope, visibilityScopes } from '../domain/access/visibility.js'
import { assertNever } from '../domain/assert.js'
import { hasRole, type Person } from '../domain/people.js'
import type { Values } from './values.js'

/** The two kinds of tickets that may be seen at all, as conditions on `t`: what was filed, and one's own drafts. */
export function visibleKinds(viewer: Person, values: Values): string[] {
  return [
    "t.status <> 'draft'",
    `t.status = 'draft' AND t.created_by_id = ${values.add(viewer.id)}`,
  ]
}

/** What holds whatever the scope: deleted tickets are hidden, and a draft is its author's alone. */
export function commonConditions(viewer: Person, values: Values): string[] {
  return ['t.deleted_at IS NULL', anyCondition(visibleKinds(viewer, values))]
}

/**
 * The conditions on `t` of one scope, any of which suffices, where `$1` is the organization. They are equalities
 * only, one condition a branch, so that each is an ordered walk of one index, cut at a page.
 */
export function visibilityConditions(
  scope: VisibilityScope,
  viewer: Person,
  values: Values,
): string[] {
  switch (scope.kind) {
    case 'all':
      return ['true']
    case 'requester':
      return [`t.requester_id = ${values.add(viewer.id)}`]
    case 'participant':
      return [
        `t.id IN (SELECT p.ticket_id FROM participant p WHERE p.organization_id = $1 AND p.user_id = ${values.add(viewer.id)})`,
      ]
    case 'assignee':
      return [`t.assignee_id = ${values.add(viewer.id)}`]
    case 'team_member':
      return [
        `t.team_member_ids @> ARRAY[${values.add(viewer.id)}::uuid] AND t.team_member_ids <> '{}'`,
      ]
    case 'asked_to_approve':
      return [
        `t.id IN (SELECT a.ticket_id FROM approval a WHERE a.organization_id = $1 AND a.decider_ids @> ARRAY[${values.add(viewer.id)}::uuid])`,
      ]
    case 'department':
      return queueConditions('t.department_id', scope.departmentIds, scope.statuses, values)
    case 'group':
      return queueConditions('t.group_id', scope.groupIds, scope.statuses, values)
    default:
      return assertNever(scope)
  }
}

function queueConditions(
  column: string,
  ids: readonly string[],
  statuses: readonly string[] | null,
  values: Values,
): string[] {
  return ids.flatMap((id) => {
    const within = `${column} = ${values.add(id)}::uuid`
    return statuses === null
      ? [within]
      : statuses.map((status) => `${within} AND t.status = ${values.add(status)}`)
  })
}

/** Some commands are for tickets that their caller does not normally see. */
export type Visibility = 'normal' | 'claimable' | 'restorable'

/**
 * Whether the viewer may view the one ticket `t`, as an expression that is never NULL: the same as the domain says
 * of its state. `$1` must be the organization. Its text depends on the viewer's roles alone, so it may be prepared;
 * it is no filter for a list, because no index serves it.
 */
export function visibleTo(
  viewer: Person,
  values: Values,
  visibility: Visibility = 'normal',
): string {
  const ways = ["t.status = 'draft'", ...scopeConditions(viewer, values)]
  const normal = [...commonConditions(viewer, values), anyCondition(ways)].join(' AND ')
  return `(${anyCondition([normal, ...furtherConditions(viewer, values, visibility)])} IS TRUE)`
}

/** The ticket `t` as `{id, number, title}`; its title is for those who may view it. `$1` is the organization. */
export function selectTicketName(viewer: Person, values: Values): string {
  return `jsonb_strip_nulls(jsonb_build_object('id', t.id, 'number', t.number,
    'title', CASE WHEN ${visibleTo(viewer, values)} THEN t.title END))`
}

/**
 * Of the one ticket: what else is theirs, which may be much, is not read. `OFFSET 0` keeps PostgreSQL from reading all of
 * it at once for the rows of a page.
 */
function scopeConditions(viewer: Person, values: Values): string[] {
  return visibilityScopes(viewer).flatMap((scope) => {
    if (scope.kind === 'participant')
      return [
        `EXISTS (SELECT 1 FROM participant p WHERE p.organization_id = $1 AND p.ticket_id = t.id AND p.user_id = ${values.add(viewer.id)} OFFSET 0)`,
      ]
    if (scope.kind === 'asked_to_approve')
      return [
        `EXISTS (SELECT 1 FROM approval a WHERE a.organization_id = $1 AND a.ticket_id = t.id
          AND a.decider_ids @> ARRAY[${values.add(viewer.id)}::uuid] OFFSET 0)`,
      ]
    if (scope.kind === 'department')
      return [withinAny('department_id', scope.departmentIds, scope.statuses, values)]
    if (scope.kind === 'group')
      return [withinAny('group_id', scope.groupIds, scope.statuses, values)]
    return visibilityConditions(scope, viewer, values)
  })
}

function withinAny(
  column: 'department_id' | 'group_id',
  ids: readonly string[],
  statuses: readonly string[] | null,
  values: Values,
): string {
  const within = `t.${column} = ANY (${values.add(ids)}::uuid[])`
  return statuses === null
    ? within
    : `${within} AND t.status = ANY (${values.add(statuses)}::text[])`
}

function furtherConditions(viewer: Person, values: Values, visibility: Visibility): string[] {
  if (visibility === 'restorable') {
    const own = `t.created_by_id = ${values.add(viewer.id)}`
    return [`t.status = 'draft' AND t.deleted_at IS NOT NULL AND ${own}`]
  }
  if (visibility === 'normal' || !hasRole(viewer, 'agent')) return []
  const departments = [viewer.departmentId, ...viewer.headOf].filter((id) => id !== null)
  const reviewed = "t.deleted_at IS NULL AND t.status NOT IN ('draft', 'submitted')"
  const ways = [
    withinAny('department_id', departments, null, values),
    withinAny('group_id', viewer.groupIds, null, values),
  ]
  return [`${reviewed} AND ${anyCondition(ways)}`]
}

export function anyCondition(conditions: readonly string[]): string {
  return `(${conditions.map((condition) => `(${condition})`).join(' OR ')})`
}
