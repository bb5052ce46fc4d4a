import { WebSocket } from 'ws'
import {
  createPerdure,
  type Live,
  type Perdure,
  putBytes,
  type SocketLike,
} from '../../../clients/typescript/src/index.js'
import { DEMO_PASSWORD } from '../../../prisma/demo.js'
import { demoEmail } from '../../support/world.js'

/** Outlives a process that is started again, and a machine that is slow meanwhile. */
const PATIENT = { tries: 60, firstWaitMs: 250, longestWaitMs: 1_500 }
const PAUSE_MS = 100

export interface Talker {
  perdure: Perdure
  live: Live
}

/** Bytes that leave piece by piece, so that what is killed is killed in the middle of them. */
class SlowBlob extends Blob {
  override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    const pausing = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform: async (piece, controller) => {
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
        controller.enqueue(piece)
      },
    })
    return super.stream().pipeThrough(pausing)
  }
}

/** A person with the client of the project, on a slow line. */
export async function openTalker(url: string, who: string): Promise<Talker> {
  const perdure = createPerdure({
    url,
    retry: PATIENT,
    put: (put) => putBytes({ ...put, body: new SlowBlob([put.body]) }),
  })
  await perdure.signIn({ login: demoEmail(who), password: DEMO_PASSWORD })
  const openSocket = (address: string) => new WebSocket(address) as unknown as SocketLike // it has these members
  return { perdure, live: await perdure.live({ openSocket }) }
}
