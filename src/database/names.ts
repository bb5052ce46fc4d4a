/** What a person is called, of a row of `app_user`; some have one name only. */
export const personName = (user: string) => `rtrim(${user}.first_name || ' ' || ${user}.last_name)`

/** What ids of workflows begin with, of a row of `organization`: its slug at the founding, whatever it is by now. */
export const foundingSlug = (organization: string) =>
  `coalesce(${organization}.founding_slug, ${organization}.slug)`

/** Whether that person may use the help desk; nobody else acts, is named in commands, or is written to. */
export const isEntitled = (user: string) =>
  `${user}.status = 'active' AND ${user}.helpdesk_authorized AND ${user}.deleted_at IS NULL`

/** Whether that person may do all that an admin may. */
export const isActiveAdmin = (user: string) =>
  `${user}.roles @> ARRAY['admin'] AND ${isEntitled(user)}`

/** Whether that person was taken out of the records, or is about to be. `$1` is the organization. */
export const isErased = (user: string) =>
  `(${user}.erased_at IS NOT NULL OR EXISTS (SELECT 1 FROM operation e WHERE e.organization_id = $1 AND e.kind = 'user_erasure'
    AND e.ended_at IS NULL AND parse_uuid(e.input->>'userId') = ${user}.id))`

/** How many people of an organization were taken out of the records. */
export const countErasures = (organization: string) =>
  `(SELECT count(*)::int FROM app_user erased WHERE erased.organization_id = ${organization} AND erased.erased_at IS NOT NULL)`

/** A person as `{id, name}`; NULL where the id is. `$1` is the organization, unless another is named. */
export const selectPerson = (id: string, organization = '$1') =>
  `(SELECT jsonb_build_object('id', person.id, 'name', ${personName('person')})
    FROM app_user person WHERE person.organization_id = ${organization} AND person.id = ${id})`

/** People as `[{id, name}]`, for an array of ids that mostly is empty. */
export const selectListed = (ids: string, organization = '$1') =>
  `CASE WHEN ${ids} = '{}' THEN '[]' ELSE (
    SELECT coalesce(jsonb_agg(jsonb_build_object('id', person.id, 'name', ${personName('person')}) ORDER BY person.id), '[]')
    FROM app_user person WHERE person.organization_id = ${organization} AND person.id = ANY (${ids})) END`

/** Who did it, of an event's actor: a person as `{id, name}`, or the word for whatever else. */
export const selectActor = (actor: string) =>
  `coalesce(${selectPerson(`(${actor}->>'id')::uuid`)}, ${actor}->'kind')`

/** The names of people by id, for an array of ids, where NULL stands for nobody. */
export const selectPeople = (ids: string, organization = '$1') =>
  `(SELECT coalesce(jsonb_object_agg(person.id, ${personName('person')}), '{}')
    FROM app_user person WHERE person.organization_id = ${organization} AND person.id = ANY (${ids}))`

const NAMED = `jsonb_build_object('id', named.id, 'name', named.name, 'code', named.code)`

const selectNamed =
  (table: 'department' | 'category') =>
  (id: string, organization = '$1') =>
    `(SELECT ${NAMED} FROM ${table} named WHERE named.organization_id = ${organization} AND named.id = ${id})`

/** A group as `{id, name}`; NULL where the id is. */
export const selectGroup = (id: string) =>
  `(SELECT jsonb_build_object('id', named.id, 'name', named.name)
    FROM user_group named WHERE named.organization_id = $1 AND named.id = ${id})`

/** The customer whose somebody's tickets are, as `{id, name}`. */
export const selectCustomer = (requester: string) =>
  `(SELECT jsonb_build_object('id', named.id, 'name', named.company)
    FROM customer named WHERE named.organization_id = $1 AND named.user_id = ${requester} AND named.deleted_at IS NULL)`

const selectNamedById = (table: 'department' | 'category') => (ids: string) =>
  `(SELECT coalesce(jsonb_object_agg(named.id, ${NAMED}), '{}')
    FROM ${table} named WHERE named.organization_id = $1 AND named.id = ANY (${ids}))`

/** As `{id, name, code}`; NULL where the id is. */
export const selectDepartment = selectNamed('department')
export const selectCategory = selectNamed('category')

/** The same by id, for an array of ids. */
export const selectDepartments = selectNamedById('department')
export const selectCategories = selectNamedById('category')

/** Names by id, as `selectPeople` gives them. */
export type PeopleNames = Readonly<Record<string, string>>

/** Everybody who is named is in the same organization, so has a row: an empty name is never seen. */
export function namePerson(names: PeopleNames, id: string): { id: string; name: string } {
  return { id, name: names[id] ?? '' }
}
