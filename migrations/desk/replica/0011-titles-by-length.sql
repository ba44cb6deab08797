-- Titles are found by phrases of bigrams, the shortest first: their place begins with the length (`db/title-words.ts`).
DROP TABLE title_search;
DROP TABLE title_pinyin;
CREATE VIRTUAL TABLE title_search USING fts5(tokens, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE title_pinyin USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0");
-- What lies here already gets its words some rows at a time (`db/index-some.ts`); requests have theirs.
INSERT INTO mark (name, value)
  SELECT 'unindexed', '{"title":0,"request":9007199254740991}' WHERE EXISTS (SELECT 1 FROM title)
  ON CONFLICT (name) DO UPDATE SET value = json_set(value, '$.title', 0);
