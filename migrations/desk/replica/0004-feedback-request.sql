-- What was said about a request, when its private text has to go.
CREATE INDEX feedback_request ON feedback ("requestId") WHERE "requestId" IS NOT NULL;
