import type { BILLING as EN_BILLING } from '../en/billing.js'

export const BILLING: typeof EN_BILLING = {
  titles: {
    invoice_issued: 'Eine neue Rechnung',
    invoice_failed: 'Eine Zahlung wurde abgelehnt',
    contract_suspended: 'Ein Vertrag ruht',
  },
  expected: {
    invoice_issued: null,
    invoice_failed: 'Bitte lassen Sie eine andere Zahlungsart hinterlegen.',
    contract_suspended:
      'Er wurde nicht bezahlt: Seine Leistungen ruhen bis dahin. Bitte lassen Sie eine andere Zahlungsart hinterlegen und den Vertrag fortsetzen.',
  },
  creditNote: 'Eine Gutschrift',
  isPaid: 'Sie ist bezahlt.',
  isGivenBack: 'Sie wurde zurückgezahlt.',
  nextTry: (at) => `Der nächste Versuch ist am ${at}.`,
}
