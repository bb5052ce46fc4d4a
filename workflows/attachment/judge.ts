import { isCancellation, setCurrentDetails } from '@temporalio/workflow'
import type {
  Checked,
  Converted,
  Scanned,
  Step,
  StepName,
  Verdict,
} from '../../src/domain/attachment/processing.js'
import { shielded } from '../cancellation.js'
import { fileSteps } from '../proxies.js'
import type { AttachmentInput } from './messages.js'

export interface Judged {
  steps: Step[]
  /** Null where the file was settled or deleted before. */
  verdict: Verdict | null
}

const SAYS: Record<StepName, string> = {
  check: 'Its size, hash and content are checked.',
  scan: 'The antivirus is asked.',
  convert: 'What a browser shows of it is made.',
  store: 'It is put where it is kept.',
}

type Take = <E extends { kind: string }>(step: StepName, work: () => Promise<E>) => Promise<E>

/** Step after step, until one says what becomes of the file. */
export async function judgeFile(input: AttachmentInput): Promise<Judged> {
  const steps: Step[] = []
  const note = (step: StepName, result: string) =>
    steps.push({ step, at: new Date().toISOString(), result })

  const take: Take = async (step, work) => {
    setCurrentDetails(SAYS[step])
    try {
      const ended = await work()
      note(step, describe(ended))
      return ended
    } catch (error) {
      note(step, nameFailure(error))
      throw error
    }
  }
  try {
    return { steps, verdict: await takeSteps(input, take) }
  } catch (error) {
    return { steps, verdict: { status: 'failed', problem: nameFailure(error) } }
  }
}

async function takeSteps(input: AttachmentInput, take: Take): Promise<Verdict | null> {
  const { checkAttachment, scanAttachment, storeAttachment } = fileSteps()
  const checked = await take('check', () => checkAttachment(input))
  if (checked.kind !== 'passed') return endAt(checked)
  const scanned = await take('scan', () => scanAttachment(input))
  if (scanned.kind !== 'passed') return endAt(scanned)
  const converted = await convert(input, checked, take)
  if (converted.kind === 'refused' || converted.kind === 'over') return endAt(converted)
  // it is in order, and so it is kept, whatever somebody cancels now
  const stored = await shielded(() => take('store', () => storeAttachment(input)))
  if (stored.kind !== 'passed') return endAt(stored)
  const web = converted.kind === 'converted' ? converted.web : null
  const unconverted = converted.kind === 'kept' ? converted.because : null
  return { status: 'ok', web, unconverted }
}

type Passed = Extract<Checked, { kind: 'passed' }>
type NothingToConvert = { kind: 'none' }

/** A file that can't be converted for reasons that are not its own is kept as it is. */
async function convert(
  input: AttachmentInput,
  { fileKind }: Passed,
  take: Take,
): Promise<Converted | NothingToConvert> {
  if (fileKind === 'document') return { kind: 'none' }
  const { convertImage, convertVideo } = fileSteps()
  const work = fileKind === 'video' ? convertVideo : convertImage
  try {
    return await take('convert', () => work(input))
  } catch (error) {
    const because = isCancellation(error) ? 'conversion_cancelled' : 'not_converted'
    return { kind: 'kept', because }
  }
}

function endAt(ended: Exclude<Checked | Scanned, { kind: 'passed' }>): Verdict | null {
  if (ended.kind === 'over') return null
  return ended.kind === 'infected'
    ? { status: 'infected', signature: ended.signature }
    : { status: 'failed', problem: ended.problem }
}

function nameFailure(error: unknown): 'cancelled' | 'not_processed' {
  return isCancellation(error) ? 'cancelled' : 'not_processed'
}

function describe(ended: { kind: string; problem?: string; because?: string }): string {
  return ended.problem ?? ended.because ?? ended.kind
}
