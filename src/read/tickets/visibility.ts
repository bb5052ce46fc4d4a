import type { Values } from '../../database/values.js'
import { type VisibilityScope, visibilityScopes } from '../../domain/access/visibility.js'
import type { Person } from '../../domain/people.js'

/** What holds whatever the scope: deleted tickets are hidden, and a draft is its author's alone. */
export function commonConditions(viewer: Person, values: Values): string[] {
  return [
    't.deleted_at IS NULL',
    `(t.status <> 'draft' OR t.created_by_id = ${values.add(viewer.id)})`,
  ]
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

/**
 * Whether the viewer may view the one ticket `t`, as an expression that is never NULL: the same as `canView` says of
 * its state. `$1` must be the organization. It is no filter for a list, because no index serves it.
 */
export function visibleTo(viewer: Person, values: Values): string {
  const common = commonConditions(viewer, values)
  const scopes = visibilityScopes(viewer).flatMap((scope) =>
    visibilityConditions(scope, viewer, values),
  )
  const ways = ["t.status = 'draft'", ...scopes].map((way) => `(${way})`)
  return `((${[...common, `(${ways.join(' OR ')})`].join(' AND ')}) IS TRUE)`
}
