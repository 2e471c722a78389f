/**
 * The database as the pipeline sees it: documents become domain values by allow-list here, and nowhere else. Rows the
 * system alone writes go straight to the adapter (`payload.db`): no hook is wanted there, and it is several times
 * cheaper than Payload's own operations with their access checks, hooks and population.
 */
import type { HandInRecords, UnitLinkRecords } from '../pipeline/hand-in/ports.ts'
import type { IntakeRecords } from '../pipeline/intake/ports.ts'
import type { Records } from '../pipeline/records.ts'
import type { RemovalRecords } from '../pipeline/removal.ts'
import { claimRecords } from './claims.ts'
import { eventRecords } from './records/event.ts'
import { handInRecords } from './records/hand-in.ts'
import { honoreeRecords } from './records/honoree.ts'
import { intakeRecords } from './records/intake.ts'
import { ledgerRecords } from './records/ledger.ts'
import { partnerRecords } from './records/partner.ts'
import { removalRecords } from './records/removal.ts'
import { revisionRecords } from './records/revision.ts'
import type { Asker } from './records/rows.ts'
import { sweepRecords } from './records/sweep.ts'
import { unitLinkRecords } from './records/unit-link.ts'
import { unreadableRecords } from './records/unreadable.ts'
import { variantRecords } from './records/variant.ts'
import { variantClaimRecords } from './records/variant-claim.ts'
import { variantShownRecords } from './records/variant-shown.ts'
import { wakeRecords } from './records/wake.ts'
import { writableRecords } from './records/writable.ts'

export type AllRecords = Records & IntakeRecords & HandInRecords & UnitLinkRecords & RemovalRecords

/** Given a request, everything written belongs to it. */
export const recordsOf = (req: Asker): AllRecords => ({
  ...honoreeRecords(req.payload),
  ...variantRecords(req),
  ...variantClaimRecords(req),
  ...variantShownRecords(req),
  ...revisionRecords(req.payload),
  ...wakeRecords(req),
  ...claimRecords(req),
  ...ledgerRecords(req),
  ...partnerRecords(req),
  ...intakeRecords(req),
  ...handInRecords(req),
  ...removalRecords(req),
  ...unitLinkRecords(req.payload),
  ...unreadableRecords(req.payload),
  ...eventRecords(req),
  ...writableRecords(req.payload),
  ...sweepRecords(req),
})
