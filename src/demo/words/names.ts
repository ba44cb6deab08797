// Names of nobody: surnames and given names put together from parts, checked against no real person.

import { at } from '../dice.ts';
import type { Dice } from '../dice.ts';

const SURNAMES = [
  ...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常',
];
const FIRSTS = [...'沐汐珩澄屿砚岚笙晏禾棠溪屹舟珞芮弈霁茗蔚'];
const SECONDS = [...'衡帆远川临知微洲言初澈槿遥聿渡苒亭铎岫麦'];
const FOREIGN_FIRST = [
  '卡尔文',
  '玛蒂尔',
  '奥瑞克',
  '丽涅特',
  '托里安',
  '埃尔莎薇',
  '贝伦',
  '赛琳德',
  '费尔南',
  '伊沃娜',
];
const FOREIGN_LAST = [
  '霍斯滕',
  '布雷迪恩',
  '维尔克森',
  '阿莫雷特',
  '克拉文德',
  '诺顿菲尔',
  '施特朗贝',
  '马洛维茨',
  '德拉莫尔',
  '林德奎尔',
];
const COUNTRIES = ['美', '英', '德', '法', '日', '俄', '意', '荷'];

/** A Chinese name of three characters; 30,400 of them. */
export function chineseName(dice: Dice): string {
  return dice.pick(SURNAMES) + dice.pick(FIRSTS) + dice.pick(SECONDS);
}

/** The author statement of a title, with a translator now and then. */
export function authorOf(dice: Dice, translated: boolean): string {
  if (translated) {
    const foreign = `（${dice.pick(COUNTRIES)}）${dice.pick(FOREIGN_FIRST)}·${dice.pick(FOREIGN_LAST)}著`;
    return `${foreign}；${chineseName(dice)}译`;
  }
  const first = chineseName(dice);
  const how = at(['著', '编著', '主编', '著', '等著'], dice.between(0, 4));
  return dice.chance(0.15) ? `${first}，${chineseName(dice)}编著` : `${first}${how}`;
}
