import type { Values } from '../../database/values.js'
import { hasRole, isModerator, type Person } from '../../domain/people.js'

/**
 * A common table expression `hits` of the tickets that have these words. It is found first and by the index of
 * words: the planner would rather walk by age, and can't know how rare a word is.
 */
export function matchWords(words: string, viewer: Person, values: Values): string {
  const placeholder = values.add(words)
  const query = `(websearch_to_tsquery('perdure', ${placeholder}) || plainto_tsquery('simple', ${placeholder}))`
  return `WITH hits AS MATERIALIZED (
    SELECT h.id FROM ticket h WHERE h.organization_id = $1 AND h.search @@ ${query}
    UNION SELECT m.ticket_id FROM message m WHERE m.organization_id = $1 AND m.kind = 'message'
      AND to_tsvector('perdure'::regconfig, left(m.body, 100000)) @@ ${query}${readableCondition(viewer, values)}) `
}

/**
 * Only messages that one may read are found: of the present version, from joining on, and internal ones by staff.
 * Nobody finds what is said internally of an ordinary ticket that they filed themselves.
 */
function readableCondition(viewer: Person, values: Values): string {
  const viewerId = values.add(viewer.id)
  const isInside = `NOT filed_by($1, m.ticket_id, ${viewerId})`
  if (isModerator(viewer)) return ` AND (m.visibility = 'public' OR ${isInside})`
  const internal = hasRole(viewer, 'agent', 'manager') ? isInside : 'false'
  return ` AND EXISTS (SELECT 1 FROM participant p JOIN ticket r ON r.organization_id = $1 AND r.id = p.ticket_id
      WHERE p.organization_id = $1 AND p.ticket_id = m.ticket_id AND p.user_id = ${viewerId}
        AND r.version = m.version AND (p.role = 'requester' OR m.at >= p.history_from)
        AND (m.visibility = 'public' OR ${internal}))`
}
