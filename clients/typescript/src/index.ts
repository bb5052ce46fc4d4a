export { type ClientOptions, createPerdure, type Perdure } from './client.js'
export { type ClientErrorCode, type ErrorCode, isPerdureError, PerdureError } from './errors.js'
export type { NewTicket, Ticket } from './file-ticket.js'
export type {
  LiveEvent,
  LiveEventFor,
  LiveEventType,
  Message,
  NewChatMessage,
} from './live/frames.js'
export type { Live } from './live/live.js'
export type { LiveOptions, LiveState } from './live/options.js'
export type { SocketLike } from './live/socket.js'
export { type Put, type PutBytes, putBytes } from './put.js'
export { RETRY, type RetryOptions, type Surroundings } from './retry.js'
export type { components, operations, paths } from './schema.js'
export type { Credentials, SignedIn, TokenStore, Tokens } from './session.js'
export { take } from './take.js'
export type { UploadOptions } from './upload.js'
