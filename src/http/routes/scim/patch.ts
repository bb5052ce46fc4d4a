import { patchRequest } from '../../../contracts/scim.js'
import { applyPatch } from '../../../domain/scim/patch.js'
import { answerOne, judgeVersion, parseOrRefuse, readBody } from './answer.js'
import { type AddScimRoute, noteChange, onePath, readAuthor, readScimBody } from './kit.js'

export const patchRoute: AddScimRoute = ({ app, deps, guard }, resource) => {
  app.patch(onePath(resource.type), guard, readScimBody, async (c) => {
    const { Operations } = parseOrRefuse(patchRequest, await readBody(c), 'invalidSyntax')
    const after = await resource.edit(deps.db, readAuthor(c), {
      id: c.req.param('id'),
      judge: judgeVersion(c, resource),
      edit: (before) => applyPatch(resource.type, before, Operations),
    })
    noteChange(c, deps)
    const isAsked = c.req.query('attributes') !== undefined
    if (resource.answersPatch === 204 && !isAsked) return c.body(null, 204)
    return answerOne(c, deps, resource, after)
  })
}
