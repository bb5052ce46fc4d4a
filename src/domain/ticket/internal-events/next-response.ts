import type { EventDefinition } from '../commands/command.js'
import { firstResponse } from './first-response.js'

/** A public message of somebody of staff answers the requester: the message's own transaction appends it. */
export const nextResponse: EventDefinition = firstResponse
