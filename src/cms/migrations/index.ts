import * as migration_20261122_220823_initial from './20261122_220823_initial.ts';
import * as migration_20261124_212924_sign_in from './20261124_212924_sign_in.ts';
import * as migration_20261124_215922_wakes from './20261124_215922_wakes.ts';
import * as migration_20261124_222525_events from './20261124_222525_events.ts';
import * as migration_20261124_223513_waivers from './20261124_223513_waivers.ts';
import * as migration_20261124_223742_trash from './20261124_223742_trash.ts';
import * as migration_20261124_230252_campaign_label from './20261124_230252_campaign_label.ts';
import * as migration_20261128_101001_film_facts from './20261128_101001_film_facts.ts';
import * as migration_20261128_105914_shown_variants from './20261128_105914_shown_variants.ts';
import * as migration_20261128_113220_hand_ins from './20261128_113220_hand_ins.ts';
import * as migration_20261128_113918_superseded_variants from './20261128_113918_superseded_variants.ts';
import * as migration_20261128_131751_notices from './20261128_131751_notices.ts';
import * as migration_20261128_133057_first_start from './20261128_133057_first_start.ts';
import * as migration_20261128_134446_crops from './20261128_134446_crops.ts';
import * as migration_20261128_135413_texts from './20261128_135413_texts.ts';
import * as migration_20261128_140520_second_factors from './20261128_140520_second_factors.ts';
import * as migration_20261128_170413_claims from './20261128_170413_claims.ts';
import * as migration_20261128_171738_campaign_rules from './20261128_171738_campaign_rules.ts';
import * as migration_20261128_202526_film_cover from './20261128_202526_film_cover.ts';
import * as migration_20261128_214138_hand_in_person from './20261128_214138_hand_in_person.ts';

export const migrations = [
  {
    up: migration_20261122_220823_initial.up,
    down: migration_20261122_220823_initial.down,
    name: '20261122_220823_initial',
  },
  {
    up: migration_20261124_212924_sign_in.up,
    down: migration_20261124_212924_sign_in.down,
    name: '20261124_212924_sign_in',
  },
  {
    up: migration_20261124_215922_wakes.up,
    down: migration_20261124_215922_wakes.down,
    name: '20261124_215922_wakes',
  },
  {
    up: migration_20261124_222525_events.up,
    down: migration_20261124_222525_events.down,
    name: '20261124_222525_events',
  },
  {
    up: migration_20261124_223513_waivers.up,
    down: migration_20261124_223513_waivers.down,
    name: '20261124_223513_waivers',
  },
  {
    up: migration_20261124_223742_trash.up,
    down: migration_20261124_223742_trash.down,
    name: '20261124_223742_trash',
  },
  {
    up: migration_20261124_230252_campaign_label.up,
    down: migration_20261124_230252_campaign_label.down,
    name: '20261124_230252_campaign_label',
  },
  {
    up: migration_20261128_101001_film_facts.up,
    down: migration_20261128_101001_film_facts.down,
    name: '20261128_101001_film_facts',
  },
  {
    up: migration_20261128_105914_shown_variants.up,
    down: migration_20261128_105914_shown_variants.down,
    name: '20261128_105914_shown_variants',
  },
  {
    up: migration_20261128_113220_hand_ins.up,
    down: migration_20261128_113220_hand_ins.down,
    name: '20261128_113220_hand_ins',
  },
  {
    up: migration_20261128_113918_superseded_variants.up,
    down: migration_20261128_113918_superseded_variants.down,
    name: '20261128_113918_superseded_variants',
  },
  {
    up: migration_20261128_131751_notices.up,
    down: migration_20261128_131751_notices.down,
    name: '20261128_131751_notices',
  },
  {
    up: migration_20261128_133057_first_start.up,
    down: migration_20261128_133057_first_start.down,
    name: '20261128_133057_first_start',
  },
  {
    up: migration_20261128_134446_crops.up,
    down: migration_20261128_134446_crops.down,
    name: '20261128_134446_crops',
  },
  {
    up: migration_20261128_135413_texts.up,
    down: migration_20261128_135413_texts.down,
    name: '20261128_135413_texts',
  },
  {
    up: migration_20261128_140520_second_factors.up,
    down: migration_20261128_140520_second_factors.down,
    name: '20261128_140520_second_factors',
  },
  {
    up: migration_20261128_170413_claims.up,
    down: migration_20261128_170413_claims.down,
    name: '20261128_170413_claims',
  },
  {
    up: migration_20261128_171738_campaign_rules.up,
    down: migration_20261128_171738_campaign_rules.down,
    name: '20261128_171738_campaign_rules',
  },
  {
    up: migration_20261128_202526_film_cover.up,
    down: migration_20261128_202526_film_cover.down,
    name: '20261128_202526_film_cover',
  },
  {
    up: migration_20261128_214138_hand_in_person.up,
    down: migration_20261128_214138_hand_in_person.down,
    name: '20261128_214138_hand_in_person'
  },
];
