import { answerOne, readSelection } from './answer.js'
import { type AddScimRoute, onePath, refuseUnknown } from './kit.js'

export const readRoute: AddScimRoute = ({ app, deps, guard }, resource) => {
  app.get(onePath(resource.type), guard, async (c) => {
    const found = await resource.find(c.get('db'), c.req.param('id'), readSelection(c))
    if (found === undefined) return refuseUnknown(resource.type)
    return answerOne(c, deps, resource, found)
  })
}
