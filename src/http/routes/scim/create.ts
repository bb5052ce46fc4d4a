import { readResource } from '../../../domain/scim/coerce.js'
import { answerOne, locateFrom, readBody } from './answer.js'
import { type AddScimRoute, listPath, noteChange, readAuthor, readScimBody } from './kit.js'

export const createRoute: AddScimRoute = ({ app, deps, guard }, resource) => {
  app.post(listPath(resource.type), guard, readScimBody, async (c) => {
    const given = readResource(resource.type, await readBody(c))
    const made = await resource.create(deps.db, readAuthor(c), given)
    noteChange(c, deps)
    c.header('Location', locateFrom(c, deps)(`${resource.type.endpoint}/${made.id}`))
    return answerOne(c, deps, resource, made, 201)
  })
}
