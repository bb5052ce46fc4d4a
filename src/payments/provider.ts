/** Who takes payments, as far as this product knows them. A key is that of one payment: the same again is the same payment. */
export interface PaymentOrder {
  /** Whose account with the provider it is. */
  organizationId: string
  key: string
  token: string
  /** In minor units. */
  amount: number
  currency: string
}

/** A definite answer; where none comes, it is asked for by `find`. */
export type Answer<Kind extends string> = { kind: Kind; reference: string } | { kind: 'declined' }

export type Found = Answer<'authorized' | 'captured'> | { kind: 'unknown' }

/** What a provider says by itself. */
export interface ProviderEvent {
  organizationId: string
  key: string
  kind: 'captured' | 'declined'
  reference: string
}

/** What a provider sends, and how it proves that it is the provider. */
export interface SignedEvent {
  body: string
  signature: string
}

export interface PaymentProvider {
  name: string
  authorize(order: PaymentOrder): Promise<Answer<'authorized'>>
  capture(order: PaymentOrder, reference: string): Promise<Answer<'captured'>>
  /** Gives a part of what was captured back. */
  refund(order: PaymentOrder, captured: string): Promise<Answer<'captured'>>
  /** What has become of a payment; `unknown` is one that it was never asked for. */
  find(organizationId: string, key: string): Promise<Found>
  /** What it says by itself; undefined for what it did not send. */
  webhook(event: SignedEvent): ProviderEvent | undefined
}
