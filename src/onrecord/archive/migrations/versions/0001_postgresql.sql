CREATE TABLE corrections (
  key BIGSERIAL NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  document TEXT COLLATE "C" NOT NULL,
  sha256 TEXT COLLATE "C" NOT NULL,
  target TEXT COLLATE "C" NOT NULL,
  field TEXT COLLATE "C" NOT NULL,
  "old" JSONB,
  "new" JSONB,
  who TEXT COLLATE "C" NOT NULL,
  at TEXT COLLATE "C" NOT NULL,
  why TEXT COLLATE "C" NOT NULL,
  exact TEXT COLLATE "C",
  prefix TEXT COLLATE "C",
  suffix TEXT COLLATE "C",
  start INTEGER,
  "end" INTEGER,
  undoes TEXT COLLATE "C",
  CONSTRAINT pk_corrections PRIMARY KEY (key),
  CONSTRAINT uq_corrections_id UNIQUE (id)
)

CREATE INDEX ix_corrections_document ON corrections (document)

CREATE INDEX ix_corrections_sha256 ON corrections (sha256)

CREATE TABLE documents (
  key BIGSERIAL NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  sha256 TEXT COLLATE "C" NOT NULL,
  origin TEXT COLLATE "C",
  title TEXT COLLATE "C",
  url TEXT COLLATE "C",
  address TEXT COLLATE "C",
  publisher TEXT COLLATE "C",
  country TEXT COLLATE "C",
  language TEXT COLLATE "C",
  published TEXT COLLATE "C",
  day TEXT COLLATE "C",
  place TEXT COLLATE "C",
  partial BOOLEAN NOT NULL,
  length INTEGER NOT NULL,
  notes JSONB,
  added_at TEXT COLLATE "C" NOT NULL,
  text TEXT COLLATE "C" NOT NULL,
  CONSTRAINT pk_documents PRIMARY KEY (key),
  CONSTRAINT uq_documents_id UNIQUE (id),
  CONSTRAINT uq_documents_sha256 UNIQUE (sha256)
)

CREATE INDEX ix_documents_address ON documents (address)

CREATE INDEX ix_documents_country_day ON documents (country, day)

CREATE INDEX ix_documents_day ON documents (day)

CREATE INDEX ix_documents_origin ON documents (origin)

CREATE INDEX ix_documents_publisher ON documents (publisher)

CREATE TABLE people (
  id TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  folded TEXT COLLATE "C",
  country TEXT COLLATE "C",
  CONSTRAINT pk_people PRIMARY KEY (id)
)

CREATE INDEX ix_people_folded ON people (folded)

CREATE TABLE talks (
  key BIGSERIAL NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  date TEXT COLLATE "C",
  format TEXT COLLATE "C" NOT NULL,
  city TEXT COLLATE "C",
  participants JSONB,
  countries JSONB,
  silent JSONB,
  CONSTRAINT pk_talks PRIMARY KEY (key)
)

CREATE INDEX ix_talks_date ON talks (date)

CREATE INDEX ix_talks_id ON talks (id)

CREATE TABLE captures (
  key BIGSERIAL NOT NULL,
  document BIGINT NOT NULL,
  address TEXT COLLATE "C" NOT NULL,
  url TEXT COLLATE "C" NOT NULL,
  seen_at TEXT COLLATE "C" NOT NULL,
  origin TEXT COLLATE "C",
  bytes BIGINT,
  media_type TEXT COLLATE "C",
  extractor TEXT COLLATE "C",
  title TEXT COLLATE "C",
  publisher TEXT COLLATE "C",
  published TEXT COLLATE "C",
  CONSTRAINT pk_captures PRIMARY KEY (key),
  CONSTRAINT uq_captures_address_document_seen_at UNIQUE (address, document, seen_at),
  CONSTRAINT fk_captures_document FOREIGN KEY(document) REFERENCES documents (key) ON DELETE CASCADE
)

CREATE INDEX ix_captures_document ON captures (document)

CREATE TABLE events (
  key BIGSERIAL NOT NULL,
  document BIGINT NOT NULL,
  number INTEGER NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT COLLATE "C" NOT NULL,
  confidence FLOAT NOT NULL,
  by TEXT COLLATE "C" NOT NULL,
  type TEXT COLLATE "C" NOT NULL,
  mode TEXT COLLATE "C",
  auxiliary JSONB,
  date TEXT COLLATE "C",
  place TEXT COLLATE "C",
  reported_by TEXT COLLATE "C",
  CONSTRAINT pk_events PRIMARY KEY (key),
  CONSTRAINT uq_events_document_id UNIQUE (document, id),
  CONSTRAINT fk_events_document FOREIGN KEY(document) REFERENCES documents (key) ON DELETE CASCADE
)

CREATE INDEX ix_events_id ON events (id)

CREATE INDEX ix_events_type ON events (type)

CREATE TABLE held (
  key BIGSERIAL NOT NULL,
  document BIGINT NOT NULL,
  number INTEGER NOT NULL,
  talks BIGINT,
  CONSTRAINT pk_held PRIMARY KEY (key),
  CONSTRAINT uq_held_document_number UNIQUE (document, number),
  CONSTRAINT fk_held_document FOREIGN KEY(document) REFERENCES documents (key) ON DELETE CASCADE,
  CONSTRAINT fk_held_talks FOREIGN KEY(talks) REFERENCES talks (key) ON DELETE SET NULL
)

CREATE INDEX ix_held_talks ON held (talks)

CREATE TABLE meetings (
  key BIGSERIAL NOT NULL,
  document BIGINT NOT NULL,
  number INTEGER NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT COLLATE "C" NOT NULL,
  confidence FLOAT NOT NULL,
  by TEXT COLLATE "C" NOT NULL,
  format TEXT COLLATE "C" NOT NULL,
  status TEXT COLLATE "C" NOT NULL,
  visit_type TEXT COLLATE "C",
  date TEXT COLLATE "C",
  date_inferred TEXT COLLATE "C",
  date_basis TEXT COLLATE "C",
  day TEXT COLLATE "C",
  venue TEXT COLLATE "C",
  city TEXT COLLATE "C",
  country TEXT COLLATE "C",
  host_person TEXT COLLATE "C",
  host_name TEXT COLLATE "C",
  host_role TEXT COLLATE "C",
  host_country TEXT COLLATE "C",
  host_start INTEGER,
  host_end INTEGER,
  host_candidates JSONB,
  initiator_person TEXT COLLATE "C",
  initiator_name TEXT COLLATE "C",
  initiator_role TEXT COLLATE "C",
  initiator_country TEXT COLLATE "C",
  initiator_start INTEGER,
  initiator_end INTEGER,
  initiator_candidates JSONB,
  agenda JSONB,
  CONSTRAINT pk_meetings PRIMARY KEY (key),
  CONSTRAINT uq_meetings_document_id UNIQUE (document, id),
  CONSTRAINT fk_meetings_document FOREIGN KEY(document) REFERENCES documents (key) ON DELETE CASCADE
)

CREATE INDEX ix_meetings_country_day ON meetings (country, day)

CREATE INDEX ix_meetings_day ON meetings (day)

CREATE INDEX ix_meetings_id ON meetings (id)

CREATE TABLE records (
  document BIGINT NOT NULL,
  record BYTEA NOT NULL,
  onrecord TEXT COLLATE "C" NOT NULL,
  versions JSONB,
  reader TEXT COLLATE "C" NOT NULL,
  read_at TEXT COLLATE "C" NOT NULL,
  unread TEXT COLLATE "C",
  corrected INTEGER NOT NULL,
  CONSTRAINT pk_records PRIMARY KEY (document),
  CONSTRAINT fk_records_document FOREIGN KEY(document) REFERENCES documents (key) ON DELETE CASCADE
)

CREATE INDEX ix_records_reader ON records (reader)

CREATE TABLE statements (
  key BIGSERIAL NOT NULL,
  document BIGINT NOT NULL,
  number INTEGER NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT COLLATE "C" NOT NULL,
  confidence FLOAT NOT NULL,
  by TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  act TEXT COLLATE "C" NOT NULL,
  verbatim BOOLEAN NOT NULL,
  restates TEXT COLLATE "C",
  spans JSONB,
  source JSONB,
  cue JSONB,
  CONSTRAINT pk_statements PRIMARY KEY (key),
  CONSTRAINT uq_statements_document_id UNIQUE (document, id),
  CONSTRAINT fk_statements_document FOREIGN KEY(document) REFERENCES documents (key) ON DELETE CASCADE
)

CREATE INDEX ix_statements_act_document ON statements (act, document)

CREATE INDEX ix_statements_id ON statements (id)

CREATE TABLE talks_reports (
  talks BIGINT NOT NULL,
  document BIGINT NOT NULL,
  number INTEGER NOT NULL,
  CONSTRAINT pk_talks_reports PRIMARY KEY (talks, document),
  CONSTRAINT fk_talks_reports_talks FOREIGN KEY(talks) REFERENCES talks (key) ON DELETE CASCADE,
  CONSTRAINT fk_talks_reports_document FOREIGN KEY(document) REFERENCES documents (key) ON DELETE CASCADE
)

CREATE INDEX ix_talks_reports_document ON talks_reports (document)

CREATE TABLE event_actors (
  event BIGINT NOT NULL,
  part TEXT COLLATE "C" NOT NULL,
  number INTEGER NOT NULL,
  person TEXT COLLATE "C",
  name TEXT COLLATE "C",
  role TEXT COLLATE "C",
  country TEXT COLLATE "C",
  start INTEGER,
  "end" INTEGER,
  candidates JSONB,
  CONSTRAINT pk_event_actors PRIMARY KEY (event, part, number),
  CONSTRAINT fk_event_actors_event FOREIGN KEY(event) REFERENCES events (key) ON DELETE CASCADE
)

CREATE INDEX ix_event_actors_country_event ON event_actors (country, event)

CREATE INDEX ix_event_actors_person_event ON event_actors (person, event)

CREATE TABLE event_contexts (
  event BIGINT NOT NULL,
  context TEXT COLLATE "C" NOT NULL,
  CONSTRAINT pk_event_contexts PRIMARY KEY (event, context),
  CONSTRAINT fk_event_contexts_event FOREIGN KEY(event) REFERENCES events (key) ON DELETE CASCADE
)

CREATE INDEX ix_event_contexts_context_event ON event_contexts (context, event)

CREATE TABLE figures (
  key BIGSERIAL NOT NULL,
  document BIGINT NOT NULL,
  number INTEGER NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT COLLATE "C" NOT NULL,
  confidence FLOAT NOT NULL,
  by TEXT COLLATE "C" NOT NULL,
  statement BIGINT,
  claimant_person TEXT COLLATE "C",
  claimant_name TEXT COLLATE "C",
  claimant_role TEXT COLLATE "C",
  claimant_country TEXT COLLATE "C",
  claimant_start INTEGER,
  claimant_end INTEGER,
  claimant_candidates JSONB,
  indicator TEXT COLLATE "C",
  indicator_text TEXT COLLATE "C",
  subject TEXT COLLATE "C",
  kind TEXT COLLATE "C" NOT NULL,
  direction TEXT COLLATE "C",
  bound TEXT COLLATE "C" NOT NULL,
  value FLOAT NOT NULL,
  unit TEXT COLLATE "C" NOT NULL,
  period TEXT COLLATE "C",
  period_inferred TEXT COLLATE "C",
  period_basis TEXT COLLATE "C",
  baseline TEXT COLLATE "C",
  inherited_from TEXT COLLATE "C",
  sentence TEXT COLLATE "C" NOT NULL,
  CONSTRAINT pk_figures PRIMARY KEY (key),
  CONSTRAINT uq_figures_document_id UNIQUE (document, id),
  CONSTRAINT fk_figures_document FOREIGN KEY(document) REFERENCES documents (key) ON DELETE CASCADE,
  CONSTRAINT fk_figures_statement FOREIGN KEY(statement) REFERENCES statements (key) ON DELETE CASCADE
)

CREATE INDEX ix_figures_claimant_person ON figures (claimant_person)

CREATE INDEX ix_figures_id ON figures (id)

CREATE INDEX ix_figures_indicator_subject ON figures (indicator, subject)

CREATE INDEX ix_figures_statement ON figures (statement)

CREATE INDEX ix_figures_subject ON figures (subject)

CREATE TABLE held_pairs (
  held BIGINT NOT NULL,
  pair TEXT COLLATE "C" NOT NULL,
  day INTEGER NOT NULL,
  CONSTRAINT pk_held_pairs PRIMARY KEY (held, pair),
  CONSTRAINT fk_held_pairs_held FOREIGN KEY(held) REFERENCES held (key) ON DELETE CASCADE
)

CREATE INDEX ix_held_pairs_pair_day ON held_pairs (pair, day)

CREATE TABLE meeting_participants (
  meeting BIGINT NOT NULL,
  number INTEGER NOT NULL,
  person TEXT COLLATE "C",
  name TEXT COLLATE "C",
  role TEXT COLLATE "C",
  country TEXT COLLATE "C",
  start INTEGER,
  "end" INTEGER,
  candidates JSONB,
  CONSTRAINT pk_meeting_participants PRIMARY KEY (meeting, number),
  CONSTRAINT fk_meeting_participants_meeting FOREIGN KEY(meeting) REFERENCES meetings (key) ON DELETE CASCADE
)

CREATE INDEX ix_meeting_participants_country_meeting ON meeting_participants (country, meeting)

CREATE INDEX ix_meeting_participants_person_meeting ON meeting_participants (person, meeting)

CREATE TABLE pledges (
  key BIGSERIAL NOT NULL,
  document BIGINT NOT NULL,
  number INTEGER NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT COLLATE "C" NOT NULL,
  confidence FLOAT NOT NULL,
  by TEXT COLLATE "C" NOT NULL,
  statement BIGINT,
  due TEXT COLLATE "C",
  due_inferred TEXT COLLATE "C",
  due_basis TEXT COLLATE "C",
  condition TEXT COLLATE "C",
  sentence TEXT COLLATE "C" NOT NULL,
  CONSTRAINT pk_pledges PRIMARY KEY (key),
  CONSTRAINT uq_pledges_document_id UNIQUE (document, id),
  CONSTRAINT fk_pledges_document FOREIGN KEY(document) REFERENCES documents (key) ON DELETE CASCADE,
  CONSTRAINT fk_pledges_statement FOREIGN KEY(statement) REFERENCES statements (key) ON DELETE CASCADE
)

CREATE INDEX ix_pledges_due ON pledges (due)

CREATE INDEX ix_pledges_id ON pledges (id)

CREATE INDEX ix_pledges_statement ON pledges (statement)

CREATE TABLE statement_speakers (
  statement BIGINT NOT NULL,
  number INTEGER NOT NULL,
  person TEXT COLLATE "C",
  name TEXT COLLATE "C",
  role TEXT COLLATE "C",
  country TEXT COLLATE "C",
  start INTEGER,
  "end" INTEGER,
  candidates JSONB,
  CONSTRAINT pk_statement_speakers PRIMARY KEY (statement, number),
  CONSTRAINT fk_statement_speakers_statement FOREIGN KEY(statement) REFERENCES statements (key) ON DELETE CASCADE
)

CREATE INDEX ix_statement_speakers_country_statement ON statement_speakers (country, statement)

CREATE INDEX ix_statement_speakers_person_statement ON statement_speakers (person, statement)

CREATE TABLE statement_topics (
  statement BIGINT NOT NULL,
  topic TEXT COLLATE "C" NOT NULL,
  CONSTRAINT pk_statement_topics PRIMARY KEY (statement, topic),
  CONSTRAINT fk_statement_topics_statement FOREIGN KEY(statement) REFERENCES statements (key) ON DELETE CASCADE
)

CREATE INDEX ix_statement_topics_topic_statement ON statement_topics (topic, statement)

CREATE TABLE pledge_makers (
  pledge BIGINT NOT NULL,
  number INTEGER NOT NULL,
  person TEXT COLLATE "C",
  name TEXT COLLATE "C",
  role TEXT COLLATE "C",
  country TEXT COLLATE "C",
  start INTEGER,
  "end" INTEGER,
  candidates JSONB,
  CONSTRAINT pk_pledge_makers PRIMARY KEY (pledge, number),
  CONSTRAINT fk_pledge_makers_pledge FOREIGN KEY(pledge) REFERENCES pledges (key) ON DELETE CASCADE
)

CREATE INDEX ix_pledge_makers_country_pledge ON pledge_makers (country, pledge)

CREATE INDEX ix_pledge_makers_person_pledge ON pledge_makers (person, pledge)

CREATE TEXT SEARCH DICTIONARY onrecord_stem (TEMPLATE = snowball, Language = english)

CREATE TEXT SEARCH CONFIGURATION onrecord (COPY = simple)

DO $$
BEGIN
  BEGIN
    CREATE EXTENSION IF NOT EXISTS unaccent;
  EXCEPTION WHEN OTHERS THEN
    RAISE NOTICE 'words are found with their accents only';
  END;
  IF EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'unaccent') THEN
    ALTER TEXT SEARCH CONFIGURATION onrecord ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part
      WITH unaccent, onrecord_stem;
  ELSE
    ALTER TEXT SEARCH CONFIGURATION onrecord ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part
      WITH onrecord_stem;
  END IF;
END $$

CREATE FUNCTION onrecord_vector(words text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN to_tsvector('public.onrecord', words);
EXCEPTION WHEN program_limit_exceeded THEN
  RETURN to_tsvector('public.onrecord', left(words, 200000));
END $$

ALTER TABLE statements ADD COLUMN search tsvector GENERATED ALWAYS AS (onrecord_vector(text)) STORED

ALTER TABLE documents ADD COLUMN search tsvector GENERATED ALWAYS AS (setweight(onrecord_vector(coalesce(title, '')), 'A') || setweight(onrecord_vector(text), 'D')) STORED

CREATE INDEX ix_statements_search ON statements USING gin (search)

CREATE INDEX ix_documents_search ON documents USING gin (search)
