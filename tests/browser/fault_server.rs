//! A server that misbehaves on request.
//!
//! [`Server`] answers as the project's own server does, except where a test has put a [`Fault`] on a path; faults come and go while a page
//! is open. It ends with the test that started it.

use super::harness::dist;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, ETAG, IF_NONE_MATCH,
};
use axum::http::response::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use brand_gallery::desk::serve::{Site, router};
use futures_core::Stream;
use std::convert::Infallible;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How a file comes to harm.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fault {
    /// An answer of this status, with a line of text.
    Status(u16),
    /// The right status and type, and other bytes.
    Garbage(&'static str),
    /// The right beginning, then nothing more, though more was promised: this many per cent.
    Cut(usize),
    /// The same, but the connection stays open until the server is healed, by [`Server::heal`] or by [`HEAL`].
    CutLater(usize),
    /// This many per cent of the plain bytes, and the rest after a pause long enough to paint them.
    Paused(usize),
    /// Nothing until [`Server::heal`].
    Held,
}

/// The pause after a first piece, which lets it be sent: a slow line, not a condition to wait for.
const PAUSE: Duration = Duration::from_millis(200);

/// A page that asks for this path heals the server: a test cannot speak to a page that is still loading.
pub(crate) const HEAL: &str = "/heal";

type Faults = Arc<watch::Sender<Vec<(String, Fault)>>>;

/// A server that misbehaves on request.
pub(crate) struct Server {
    /// Its origin, without a slash at the end.
    pub(crate) site: String,
    faults: Faults,
    serving: JoinHandle<()>,
}

impl Server {
    /// Serves the site, whole for now.
    pub(crate) async fn start() -> Server {
        Server::of(dist(), "/").await
    }

    /// Serves the site in `folder`, built for `base`.
    pub(crate) async fn of(folder: &Path, base: &str) -> Server {
        let faults: Faults = Arc::new(watch::Sender::new(Vec::new()));
        let router =
            router(Site::new(folder, base)).layer(from_fn_with_state(faults.clone(), misbehave));
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0))
            .await
            .expect("a free port");
        let address = listener.local_addr().expect("an address");
        let serving = tokio::spawn(async move {
            let _ = axum::serve(listener, router).await;
        });
        Server {
            site: format!("http://{address}"),
            faults,
            serving,
        }
    }

    /// From now on every path that ends in `path` comes to harm.
    pub(crate) fn harm(&self, path: &str, fault: Fault) {
        self.faults
            .send_modify(|faults| faults.push((path.to_owned(), fault)));
    }

    /// From now on all is well.
    pub(crate) fn heal(&self) {
        self.faults.send_modify(Vec::clear);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn misbehave(State(faults): State<Faults>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    if path == HEAL {
        faults.send_modify(Vec::clear);
        return StatusCode::NO_CONTENT.into_response();
    }
    let find = move |faults: &Vec<(String, Fault)>| {
        faults
            .iter()
            .find(|(end, _)| path.ends_with(end.as_str()))
            .map(|(_, fault)| *fault)
    };
    let fault = find(&faults.borrow());
    let Some(fault) = fault else {
        return next.run(request).await;
    };
    match fault {
        Fault::Status(status) => {
            let status = StatusCode::from_u16(status).expect("a status");
            (status, "这里出了故障。").into_response()
        }
        Fault::Held => {
            let _ = faults
                .subscribe()
                .wait_for(|faults| find(faults).is_none())
                .await;
            next.run(request).await
        }
        Fault::Garbage(bytes) => {
            request.headers_mut().remove(IF_NONE_MATCH);
            let mut response = next.run(request).await;
            let headers = response.headers_mut();
            for header in [CONTENT_LENGTH, ETAG, CONTENT_ENCODING] {
                headers.remove(header);
            }
            // Whoever garbles an answer promises nothing about how long it may be kept.
            headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
            *response.body_mut() = Body::from(bytes);
            response
        }
        Fault::Paused(percent) => {
            request.headers_mut().remove(ACCEPT_ENCODING);
            let (parts, bytes) = whole(request, next).await;
            let at = bytes.len() * percent / 100;
            let rest = bytes.slice(at..);
            Response::from_parts(parts, pieces(bytes.slice(..at), pause(), Some(rest)))
        }
        Fault::Cut(percent) | Fault::CutLater(percent) => {
            let (parts, bytes) = whole(request, next).await;
            // The promised length stays: the browser sees that the rest is missing.
            let kept = bytes.slice(..bytes.len() * percent / 100);
            let mut healed = faults.subscribe();
            let until: Wait = match fault {
                Fault::CutLater(_) => Box::pin(async move {
                    let _ = healed.wait_for(Vec::is_empty).await;
                }),
                _ => pause(),
            };
            Response::from_parts(parts, pieces(kept, until, None))
        }
    }
}

/// The whole answer, whatever the browser holds already.
async fn whole(mut request: Request, next: Next) -> (Parts, Bytes) {
    request.headers_mut().remove(IF_NONE_MATCH);
    let (mut parts, body) = next.run(request).await.into_parts();
    parts.headers.remove(ETAG);
    (
        parts,
        to_bytes(body, usize::MAX).await.expect("a whole file"),
    )
}

/// What a body waits for between its pieces.
type Wait = Pin<Box<dyn Future<Output = ()> + Send>>;

fn pause() -> Wait {
    Box::pin(tokio::time::sleep(PAUSE))
}

/// A body that sends one piece, waits, and sends the rest where there is one.
fn pieces(first: Bytes, wait: Wait, rest: Option<Bytes>) -> Body {
    Body::from_stream(Pieces {
        first: Some(first),
        wait: Some(wait),
        rest,
    })
}

struct Pieces {
    first: Option<Bytes>,
    wait: Option<Wait>,
    rest: Option<Bytes>,
}

impl Stream for Pieces {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Some(first) = self.first.take() {
            return Poll::Ready(Some(Ok(first)));
        }
        if let Some(wait) = &mut self.wait {
            ready!(wait.as_mut().poll(context));
            self.wait = None;
        }
        Poll::Ready(self.rest.take().map(Ok))
    }
}
