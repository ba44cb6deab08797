// Which commands are circulation's, and what carries each of them out.

import type { Act } from '../queues/engine/run.ts';
import { closeCirculationCase } from './cases.ts';
import { restoreCopy, sendToRepair, withdrawCopy } from './copies/copy-use.ts';
import { cancelHold, expireHold } from './holds/hold-end.ts';
import { answerOfHold } from './holds/hold-ledger.ts';
import { placeHold } from './holds/hold-place.ts';
import { shelveHold } from './holds/hold-shelve.ts';
import { answerOfBack } from './loans/back-ledger.ts';
import { useInHouse } from './loans/in-house.ts';
import { answerOfLedger } from './loans/ledger.ts';
import { takeBack } from './loans/loan-back.ts';
import { claimReturned, declareLost, settleFine, takeClaimBack } from './loans/loan-ends.ts';
import { lendOut } from './loans/loan-out.ts';
import { renew } from './loans/loan-renew.ts';
import { READER_COMMANDS } from './readers/reader-commands.ts';
import { TRANSFER_COMMANDS } from './transfers/transfer-commands.ts';
import { VOICE_COMMANDS } from './voices/voice-commands.ts';

/** Commands about loans, copies, holds, transfers, suggestions, reviews, tickets and readers, by their type. */
export const CIRCULATION_COMMANDS: Readonly<Record<string, Act>> = {
  'loan.out': lendOut,
  'loan.back': takeBack,
  'loan.renew': renew,
  'loan.ledger': answerOfLedger,
  'loan.claim': claimReturned,
  'loan.unclaim': takeClaimBack,
  'loan.lost': declareLost,
  'loan.settle': settleFine,
  'copy.in_house': useInHouse,
  'copy.ledger': answerOfBack,
  'copy.repair': sendToRepair,
  'copy.restore': restoreCopy,
  'copy.withdraw': withdrawCopy,
  'hold.place': placeHold,
  'hold.shelve': shelveHold,
  'hold.cancel': cancelHold,
  'hold.expire': expireHold,
  'hold.ledger': answerOfHold,
  'circulation_case.close': closeCirculationCase,
  ...READER_COMMANDS,
  ...TRANSFER_COMMANDS,
  ...VOICE_COMMANDS,
};
