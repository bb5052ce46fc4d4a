import { readResource } from '../../../domain/scim/coerce.js'
import { answerOne, judgeVersion, readBody } from './answer.js'
import { type AddScimRoute, noteChange, onePath, readAuthor, readScimBody } from './kit.js'

export const replaceRoute: AddScimRoute = ({ app, deps, guard }, resource) => {
  app.put(onePath(resource.type), guard, readScimBody, async (c) => {
    const given = readResource(resource.type, await readBody(c))
    const after = await resource.edit(deps.db, readAuthor(c), {
      id: c.req.param('id'),
      judge: judgeVersion(c, resource),
      edit: (before) => resource.replace(before, given),
    })
    noteChange(c, deps)
    return answerOne(c, deps, resource, after)
  })
}
