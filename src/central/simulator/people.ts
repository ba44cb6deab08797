// Readers of the demonstration who come and go: their cards, their sessions, what they say.

import type { Dice } from './dice.ts';
import type { ReaderApi, Reply } from './reader-api.ts';

/** Cards of the demonstration's readers. */
export interface Cards {
  count: number;
  card(index: number): string;
  active(index: number): boolean;
}

/** A reader with a phone in the hand. */
export interface Phone {
  card: string;
  get(path: string): Promise<Reply>;
  post(path: string, body: object): Promise<Reply>;
}

/** Digits of the PIN, from the end of the card. */
const PIN = 6;

/** Somebody of the campus, who may use the library. */
export function somebody(cards: Cards, dice: Dice): string {
  for (;;) {
    const index = dice.between(0, cards.count - 1);
    if (cards.active(index)) return cards.card(index);
  }
}

/** Phones that stay signed in as long as the service lets them. */
export function phonesOf(api: ReaderApi) {
  const tokens = new Map<string, string>();
  const signIn = async (card: string): Promise<Reply> => {
    const reply = await api.call('POST', '/v1/reader/session', null, {
      card,
      pin: card.slice(-PIN),
    });
    if (reply.status === 200) tokens.set(card, String(reply.body['token']));
    return reply;
  };
  const ask = async (
    card: string,
    method: 'GET' | 'POST',
    path: string,
    body?: object,
  ): Promise<Reply> => {
    for (let turn = 0; ; turn += 1) {
      if (!tokens.has(card)) {
        const signed = await signIn(card);
        if (signed.status !== 200) return signed;
      }
      const reply = await api.call(method, path, tokens.get(card) ?? null, body);
      if (reply.status !== 401 || turn > 0) return reply;
      tokens.delete(card);
    }
  };
  return (card: string): Phone => ({
    card,
    get: (path) => ask(card, 'GET', path),
    post: (path, body) => ask(card, 'POST', path, body),
  });
}

/** `1806****12`: what the terminal shows of a card. */
export function shownCard(card: string): string {
  return `${card.slice(0, 4)}****${card.slice(-2)}`;
}

/** What people type into the search. */
export const SEARCHED: readonly string[] =
  `历史 文学 经济 数学 算法 中国 语言 医学 管理 艺术 教程 导论 研究 概论 基础
物理 化学 心理 法律 计算机 工程 设计 统计 哲学 社会 教育 地理 英语 程序 数据
生物 电路 材料 建筑 诗 小说 戏剧 音乐`.split(/\s+/u);

/** Answers to acquisitions' questions. */
export const ANSWERS = [
  '最新的一版就可以。',
  '课程要用，平装即可。',
  '是的，就是这一本。',
  '两位同学一起读，读完即还。',
] as const;

/** What goes with stars. */
export const PRAISE = [
  '很快，谢谢。',
  '送得准时。',
  '通知写得清楚。',
  '等得有点久，不过找到了。',
  '',
] as const;

/** Titles of books that a library may lack. */
export const WANTED: readonly string[] =
  `城市水文手记 量子计算入门 江南园林图说 草原生态笔记 古籍修复十讲 深度学习数学
海岸线的故事 近代报刊小史 乡村建筑考察 星图与航海 社会网络分析 声音的博物馆
药用植物图谱 数字人文方法`.split(/\s+/u);
