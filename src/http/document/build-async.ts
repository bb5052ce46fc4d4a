import { z } from 'zod'
import manifest from '../../../package.json' with { type: 'json' }
import { clientFrame } from '../../contracts/realtime/client-frames.js'
import { serverFrame } from '../../contracts/realtime/server-frames.js'
import { BASE } from '../base.js'

const ABOUT = `What goes over the socket that \`GET ${BASE}/realtime?token=…\` opens; the token is that of
\`POST ${BASE}/realtime/token\`. Every frame is one JSON text. A client enters rooms by \`subscribe\`; with \`since\`, the cursor of
the last event that it has had, it gets what it has missed, in order and once. Codes of an end: 4401, the session is over; 4408, too
much waits for a slow reader; 1001, the server goes away; 1008, far too many frames; 1009, a frame of more than 64 KiB.`

interface Schema {
  description?: string
  properties?: { type?: { const?: string } }
}

interface Frames {
  schemas: Record<string, Schema>
  /** Names of those that are frames; the others are parts of them. */
  names: string[]
}

/** The AsyncAPI 3 document of the socket, from the schemas that frames are read by. */
export function buildAsyncApiDocument() {
  const sent = readFrames(clientFrame, 'input')
  const received = readFrames(serverFrame, 'output')
  const names = [...sent.names, ...received.names]
  const schemas = { ...sent.schemas, ...received.schemas }
  const inChannel = (name: string) => ({ $ref: `#/channels/socket/messages/${name}` })
  const channel = { $ref: '#/channels/socket' }
  return {
    asyncapi: '3.0.0',
    info: { title: 'Perdure, realtime', version: manifest.version, description: ABOUT },
    defaultContentType: 'application/json',
    channels: {
      socket: {
        address: `${BASE}/realtime`,
        description: 'One socket of one signed-in user',
        messages: Object.fromEntries(
          names.map((name) => [name, { $ref: `#/components/messages/${name}` }]),
        ),
        bindings: { ws: { method: 'GET', query: QUERY, bindingVersion: '0.1.0' } },
      },
    },
    operations: {
      takeFrame: {
        ...{ action: 'receive', channel, summary: 'What a client may send' },
        messages: sent.names.map(inChannel),
      },
      tellFrame: {
        ...{ action: 'send', channel, summary: 'What a client gets' },
        messages: received.names.map(inChannel),
      },
    },
    components: {
      messages: Object.fromEntries(
        names.map((name) => [name, describeMessage(name, schemas[name])]),
      ),
      schemas,
    },
  }
}

const QUERY = {
  type: 'object',
  required: ['token'],
  properties: {
    token: { type: 'string', description: 'Good once, for half a minute' },
    since: {
      type: 'string',
      description: 'What came in my own room after this cursor comes first',
    },
  },
}

/** The schemas name each other where the document has them. */
function readFrames(frames: z.ZodType, io: 'input' | 'output'): Frames {
  const text = JSON.stringify(z.toJSONSchema(frames, { io }))
  const { $defs, oneOf } = JSON.parse(text.replaceAll('#/$defs/', SCHEMAS)) as {
    $defs: Record<string, Schema>
    oneOf: { $ref: string }[]
  } // a union of named members is written so
  return { schemas: $defs, names: oneOf.map(({ $ref }) => $ref.slice(SCHEMAS.length)) }
}

const SCHEMAS = '#/components/schemas/'

function describeMessage(name: string, schema: Schema | undefined) {
  const type = schema?.properties?.type?.const ?? name
  const { description } = schema ?? {}
  return {
    ...{ name: type, title: type, payload: { $ref: `${SCHEMAS}${name}` } },
    ...(description === undefined ? {} : { summary: description }),
  }
}
