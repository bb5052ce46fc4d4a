import { MAX_FILES } from '../../../attachment/attachment.js'
import { tooManyFiles } from '../../../attachment/upload.js'
import type { Refusal } from '../../../errors.js'
import type { DecisionContext } from '../../facts.js'
import type { CommandInput } from '../command.js'

/** A ticket has so many files beside those of its chat. */
export function refuseTooManyFiles(
  { payload: { attachments = [] } }: CommandInput<{ attachments?: string[] }>,
  { facts: { files } }: DecisionContext,
): Refusal | undefined {
  const count = (files?.count ?? 0) + attachments.length
  return attachments.length > 0 && count > MAX_FILES ? tooManyFiles() : undefined
}
