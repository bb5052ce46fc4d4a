export type ScanResult =
  | { kind: 'clean' }
  | { kind: 'infected'; signature: string }
  /** It takes no file of this size: so nothing is known of it. */
  | { kind: 'too_large' }

export interface AntivirusState {
  ok: boolean
  detail: string
}

export interface Antivirus {
  /** Throws `AntivirusAwayError`. */
  scan(path: string, signal?: AbortSignal): Promise<ScanResult>
  /** For whoever runs it. */
  describe(): Promise<AntivirusState>
}

/** It does not answer, or not to the end. Nothing is clean because of that. */
export class AntivirusAwayError extends Error {
  override name = 'AntivirusAwayError'
}
