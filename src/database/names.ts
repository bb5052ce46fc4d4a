/** What a person is called, of a row of `app_user`. */
export const personName = (user: string) => `${user}.first_name || ' ' || ${user}.last_name`

/** A person as `{id, name}`; NULL where the id is. `$1` is the organization, unless another is named. */
export const selectPerson = (id: string, organization = '$1') =>
  `(SELECT jsonb_build_object('id', person.id, 'name', ${personName('person')})
    FROM app_user person WHERE person.organization_id = ${organization} AND person.id = ${id})`

/** The names of people by id, for an array of ids, where NULL stands for nobody. */
export const selectPeople = (ids: string, organization = '$1') =>
  `(SELECT coalesce(jsonb_object_agg(person.id, ${personName('person')}), '{}')
    FROM app_user person WHERE person.organization_id = ${organization} AND person.id = ANY (${ids}))`

export const selectDepartment = (id: string, organization = '$1') =>
  `(SELECT jsonb_build_object('id', named.id, 'name', named.name, 'code', named.code)
    FROM department named WHERE named.organization_id = ${organization} AND named.id = ${id})`

export const selectCategory = (id: string, organization = '$1') =>
  `(SELECT jsonb_build_object('id', named.id, 'name', named.name, 'code', named.code)
    FROM category named WHERE named.organization_id = ${organization} AND named.id = ${id})`

/** Names by id, as `selectPeople` gives them. */
export type PeopleNames = Readonly<Record<string, string>>

/** Everybody who is named is in the same organization, so has a row: an empty name is never seen. */
export function namePerson(names: PeopleNames, id: string): { id: string; name: string } {
  return { id, name: names[id] ?? '' }
}
