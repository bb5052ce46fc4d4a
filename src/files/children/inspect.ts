import { type InspectRequest, inspectFile } from '../inspect.js'
import { answer } from './answer.js'

await answer((request: InspectRequest) => inspectFile(request))
